/// The words of a story: which to look for, and what they are worth in every record. BM25 over whole records.
/// Source: docs/adr/0022-channels-of-likeness.md
#pragma once
#include <string>
#include <vector>

#include "query/match/ranking.hpp"
#include "query/match/row_set.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

/// How many words of a story are looked for: its rarest. In a large index more cost time and change little;
/// where their lists are short, more are looked for (docs/benchmarks.md).
inline constexpr std::size_t kSimilarTerms = 40;
inline constexpr std::size_t kMostSimilarTerms = 160;
inline constexpr double kCheapPostings = 500'000;  ///< in all lists, up to which more than kSimilarTerms are

/// A word of the story and the term by which it is found.
struct SimilarTerm {
  std::u16string word;  ///< folded
  std::string shown;    ///< as people read it
  Term term;
  double weight = 0;   ///< inverse document frequency
  double records = 0;  ///< that hold it
};

/// The words of a folded story, heaviest first: kSimilarTerms of them, and more as long as that is cheap. A
/// word that most records hold, a single character, a stop word or a bare number says nothing.
std::vector<SimilarTerm> choose_terms(std::u16string_view story, const Asking&);

/// What the words are worth in the records of an index, each list read once.
class WordScores {
 public:
  WordScores(std::vector<SimilarTerm> terms, const Asking& asking);

  const std::vector<SimilarTerm>& terms() const { return terms_; }
  /// One score a row of the segment.
  const std::vector<float>& of(std::size_t segment) const { return scores_[segment]; }
  /// What a term is worth in a record; 0 where it does not stand there.
  double part(const SimilarTerm&, RowAddress) const;

  /// Makes the highest score among these rows the whole, for the segment given; call it for all segments.
  void count_in(const RowSet& rows, std::size_t segment, std::optional<RowAddress> except);
  double highest() const { return highest_; }

 private:
  const Asking& asking_;
  std::vector<SimilarTerm> terms_;
  std::vector<std::vector<float>> scores_;
  double highest_ = 0;
};

}  // namespace leian::query
