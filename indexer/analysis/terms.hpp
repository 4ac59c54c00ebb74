/// From folded text to what is looked up: grams, words and legal forms.
/// A gram is two neighbouring letters or digits of a text, or the last one of a run by itself, so that a
/// single character is found by the grams that begin with it. A word of three units and more is a term of its
/// own; a word of two is its gram, which knows in which records it was cut as a word.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analysis/analyzer.hpp"

namespace leian {

/// Both units in one number, the first above; 0 below for a run's last unit.
using Gram = std::uint32_t;

constexpr Gram gram_of(char16_t first, char16_t second) { return Gram{first} << 16 | second; }
constexpr Gram edge_gram(char16_t last) { return gram_of(last, 0); }

/// What a posting list is found by: a gram or, where `word` is not empty, a term in Xapian: a word's or a
/// form's.
struct Term {
  Gram gram = 0;
  std::string word;
  auto operator<=>(const Term&) const = default;
};

/// The term by which a word of two units or more is found.
Term term_of_word(std::u16string_view word);
/// The term of a legal form.
Term term_of_form(std::string_view key);
/// Xapian's term of a record's id (at most kMaxIdBytes, so it always fits).
std::string id_term(std::string_view id);

/// Whether two neighbouring units make a gram: both letters or digits.
inline bool is_bigram(char16_t first, char16_t second) { return is_term_unit(first) && is_term_unit(second); }

/// How much of a gram or word a record holds: occurrences times the weights of their fields, rounded, at
/// least 1.
struct GramCount {
  Gram gram = 0;
  std::uint32_t count = 0;
  bool word = false;  ///< it was cut as a word somewhere in the record
  bool operator==(const GramCount&) const = default;
};
struct WordCount {
  std::string term;
  std::uint32_t count = 0;
};

/// The terms of a record, each once; grams ascend.
struct RecordTerms {
  std::vector<GramCount> grams;
  std::vector<WordCount> words;  ///< and forms
};

/// Gathers the terms of one record, text by text. Reused from record to record; one thread at a time.
class TermCollector {
 public:
  explicit TermCollector(const Analyzer& analyzer) : analyzer_(&analyzer) {}

  void add(std::u16string_view folded, double weight);

  /// The terms gathered. The collector is empty afterwards.
  RecordTerms take();

 private:
  void mark_words(std::vector<GramCount>& grams);

  const Analyzer* analyzer_;
  std::vector<std::pair<Gram, float>> grams_;
  std::vector<Gram> word_grams_;
  std::vector<std::pair<std::u16string, float>> words_;
  std::vector<std::pair<std::string, float>> form_terms_;
  std::vector<Span> spans_;
  std::vector<Form> forms_;
};

}  // namespace leian
