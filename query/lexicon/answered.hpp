/// Questions whose answers people know: what was asked, and which records answered it. A question like one of
/// them finds its records too, in whatever other words they are written: the way from a layperson's words to
/// the statute's. Source: docs/adr/0015-answered-questions.md
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/terms.hpp"

namespace leian::query {

/// A record that answered a question like the one asked.
struct LikelyAnswer {
  std::string id;
  double likeness = 0;  ///< of the two questions, above 0, at most 1
};

/// Filled first, then only asked. Threads: share freely once it is filled.
class AnsweredQuestions {
 public:
  void add(std::u16string_view folded, std::vector<std::string> ids);
  std::size_t size() const { return questions_.size(); }

  /// The records of the kMostAlike questions most like this one, each with its best likeness, best first.
  /// Question number `but` (as they were added) is left out. Likeness is the cosine of the questions' grams,
  /// weighed by idf.
  std::vector<LikelyAnswer> for_question(std::u16string_view folded,
                                         std::optional<std::size_t> but = {}) const;

  static constexpr std::size_t kMostAlike = 20;

 private:
  struct Question {
    std::vector<Gram> grams;
    std::vector<std::string> ids;
  };
  double weight(Gram) const;
  double norm(const std::vector<Gram>&) const;

  std::vector<Question> questions_;
  std::unordered_map<Gram, std::vector<std::uint32_t>> with_gram_;
};

}  // namespace leian::query
