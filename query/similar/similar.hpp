/// Similar cases: records that share the rarest words of a text, and its cause where one is given.
/// Each hit's reasons are the shared terms with their part of the score; the parts add up to the score.
/// Throws OutOfTime and Xapian::Error.
/// Source: docs/adr/0007-similar-cases-by-shared-terms.md
#pragma once
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/store/snapshot.hpp"
#include "query/match/deadline.hpp"
#include "query/match/plan.hpp"
#include "query/match/ranking.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::query {

/// How many words of a text are looked for: its rarest. More cost time and change little
/// (docs/benchmarks.md).
inline constexpr std::size_t kSimilarTerms = 40;

/// A word of the text and the term by which it is found.
struct SimilarTerm {
  std::string word;  ///< as people read it
  RankingTerm ranking;
};

/// The words to look for, heaviest first. A word that most records hold, stands alone in its index or is a
/// bare number says nothing.
std::vector<SimilarTerm> choose_terms(std::string_view text, const ReaderLease&, const Analyzer&);

struct SimilarQuestion {
  std::vector<SimilarTerm> terms;
  Plan among;                    ///< the records that may be answered
  std::optional<Plan> of_cause;  ///< records of the given causes; nothing: none given
  std::string cause_label;
  std::optional<RowAddress> except;  ///< the record asked about
  std::uint32_t limit = 20;
};

/// One answer: where it stands, its score, and why.
struct SimilarRow {
  RowAddress at;
  double score = 0;
  std::vector<Reason> reasons;
};

struct SimilarRows {
  std::uint64_t total = 0;
  std::vector<SimilarRow> rows;  ///< best first
};

SimilarRows find_similar(const SimilarQuestion&, const ReaderLease&, const Analyzer&, const Deadline&);

}  // namespace leian::query
