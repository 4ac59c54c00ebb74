/// What people mean by words beyond the dictionary: synonyms, and words of their own. Used when a query is
/// bound, never when a record is indexed, so a change takes effect at once and asks for no new index.
///
/// Files, UTF-8, one rule a line, '#' starts a comment:
///   synonyms.txt   `工伤 = 上班受伤 = 工作中受伤`   any of them also finds the others
///                  `偷东西 => 盗窃, 扒窃`            the left one also finds the right ones
///   words.txt      a word a line
///   answers.jsonl  {"text": a question, "ids": [the records that answer it]}
/// The rules that come with the program are joined by those in the index's own folder `dictionary/`.
/// Source: docs/query-language.md
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "query/lexicon/answered.hpp"

namespace leian::query {

/// One state of the rules. Immutable. Threads: share freely.
class Lexicon {
 public:
  /// What also to look for where a query says `folded`; nullptr where there is no rule.
  const std::vector<std::u16string>* also(std::u16string_view folded) const;
  bool is_word(std::u16string_view folded) const { return words_.contains(folded); }
  /// The users' own words, folded, in no order. Valid while the lexicon lives.
  std::vector<std::u16string_view> own_words() const { return {words_.begin(), words_.end()}; }
  /// Units of the longest expression that has a rule or is a word.
  std::size_t longest() const { return longest_; }
  std::size_t rules() const { return also_.size(); }
  std::size_t words() const { return words_.size(); }

  /// Take in a file's text. Errors: BadInput naming `origin`, line and reason; TooLarge (kMaxRules).
  Result<void> add_synonyms(std::string_view text, std::string_view origin, const Analyzer&);
  Result<void> add_words(std::string_view text, std::string_view origin, const Analyzer&);
  Result<void> add_answers(std::string_view text, std::string_view origin, const Analyzer&);

  const AnsweredQuestions& answered() const { return answered_; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u16string_view s) const { return std::hash<std::u16string_view>()(s); }
  };
  Result<void> link(const std::u16string& from, const std::u16string& to);

  std::unordered_map<std::u16string, std::vector<std::u16string>, Hash, std::equal_to<>> also_;
  std::unordered_set<std::u16string, Hash, std::equal_to<>> words_;
  std::size_t longest_ = 0;
  AnsweredQuestions answered_;
};

inline constexpr std::size_t kMaxRules = 200'000;  ///< pairs of synonyms, words, and questions
inline constexpr std::size_t kMaxExpression = 40;  ///< units of a synonym or word
inline constexpr std::size_t kMinExpression = 2;

/// Keeps the newest state of the files. Threads: share freely.
class LexiconKeeper {
 public:
  /// `built_in`: the folder of the rules that come with the program; `own`: that of the index, which may be
  /// missing.
  LexiconKeeper(std::filesystem::path built_in, std::filesystem::path own,
                std::shared_ptr<const Analyzer> analyzer);

  /// The files are looked at every kRefreshInterval at most. Where one cannot be read, the state in use stays
  /// in use and fault() tells why.
  std::shared_ptr<const Lexicon> current();
  /// What is wrong with the files as they are now.
  std::optional<Error> fault();

  static constexpr std::chrono::milliseconds kRefreshInterval{250};

 private:
  using Times = std::vector<std::filesystem::file_time_type>;
  std::vector<std::filesystem::path> files() const;
  Times times() const;
  Result<std::shared_ptr<const Lexicon>> load() const;
  void refresh();

  const std::filesystem::path built_in_, own_;
  const std::shared_ptr<const Analyzer> analyzer_;
  std::mutex mutex_;
  std::shared_ptr<const Lexicon> current_;
  std::optional<Error> fault_;
  Times seen_;
  std::chrono::steady_clock::time_point looked_at_;
};

}  // namespace leian::query
