/// What a ranking is worth, by the measures of retrieval evaluation: as trec_eval computes them, nDCG with
/// linear gain and a base-2 logarithm. Relevant means a grade of 1 or more; grades below 0 count as 0. Every
/// value is 0 to 1. A query for which nothing is relevant is worth 0 by every measure. Threads: pure
/// functions. Source: Järvelin and Kekäläinen: Cumulated gain-based evaluation of IR techniques, 2002;
/// docs/benchmarks.md
#pragma once
#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace leian::query {

/// The judged answers to one query.
struct GradedRanking {
  std::vector<int> ranked;  ///< the grade of each ranked document, best rank first; 0 where nobody judged it
  std::vector<int> judged;  ///< the grades of all judged documents, ranked or not, in any order
};

/// Gain of the first `depth` documents over the most that the judged ones could give there.
double ndcg(const GradedRanking&, std::size_t depth);
/// The mean, over all relevant documents, of the precision where each is ranked; 0 for one that is not.
double average_precision(const GradedRanking&);
/// One over the rank of the first relevant document.
double reciprocal_rank(const GradedRanking&);
/// Relevant ones among the first `depth`, over `depth`, also where fewer are ranked.
double precision(const GradedRanking&, std::size_t depth);
/// Relevant ones among the first `depth`, over all relevant ones.
double recall(const GradedRanking&, std::size_t depth);

struct Measure {
  std::string_view name;  ///< as JSON has it
  double (*of)(const GradedRanking&);
};

/// What `leian eval` tells, in this order.
inline constexpr std::array kMeasures{
    Measure{"ndcg@5", [](const GradedRanking& r) { return ndcg(r, 5); }},
    Measure{"ndcg@10", [](const GradedRanking& r) { return ndcg(r, 10); }},
    Measure{"ndcg@20", [](const GradedRanking& r) { return ndcg(r, 20); }},
    Measure{"ndcg@30", [](const GradedRanking& r) { return ndcg(r, 30); }},
    Measure{"map", average_precision},
    Measure{"mrr", reciprocal_rank},
    Measure{"p@5", [](const GradedRanking& r) { return precision(r, 5); }},
    Measure{"p@10", [](const GradedRanking& r) { return precision(r, 10); }},
    Measure{"recall@10", [](const GradedRanking& r) { return recall(r, 10); }},
    Measure{"recall@100", [](const GradedRanking& r) { return recall(r, 100); }},
    Measure{"recall@1000", [](const GradedRanking& r) { return recall(r, 1000); }},
};

/// One value a measure, parallel to kMeasures.
using Scores = std::array<double, kMeasures.size()>;

Scores score(const GradedRanking&);

}  // namespace leian::query
