/// Asks an index the queries of a test collection and scores what it answers against judgments.
/// The queries scored are those of the queries file that have judgments; one missing from a run counts 0.
///
/// Judged pool: only the documents judged for a query are ranked. A judged document that the system does not
/// return is not ranked, as trec_eval has it; it still counts in what could have been found. Source:
/// docs/benchmarks.md
#pragma once
#include "query/access/gate.hpp"
#include "query/eval/metrics.hpp"
#include "query/eval/queries.hpp"
#include "query/eval/trec.hpp"

namespace leian::query {

enum class EvalMode { Search, Similar };

/// How deep a ranking may go; similar cases are answered kMaxHits deep at most.
inline constexpr std::uint32_t kMaxDepth = kMaxOffset;

struct EvalOptions {
  EvalMode mode = EvalMode::Search;
  bool pool = false;                      ///< rank only the judged, all of them, whatever `depth`
  std::uint32_t depth = 1000;             ///< documents a query, 1 to kMaxDepth
  std::vector<std::string> without = {};  ///< similar: channels of likeness that are left out
  bool learn = false;  ///< search: a query may use what is known of all the others, never of itself
};

/// A query the index will not answer (not a query, no words in it). It counts 0.
struct Refusal {
  std::string qid;
  Error why;
};

struct EvalRun {
  Run run;
  std::vector<Refusal> refused;
};

/// The queries that are judged, in their order.
std::vector<EvalQuery> judged_only(std::vector<EvalQuery>, const Qrels&);

/// Ranks by record id, as an index has it. Errors: those of Gate but for refusals; BadUsage (depth).
Result<EvalRun> rank_all(const Gate&, const std::vector<EvalQuery>& judged, const Qrels&, const EvalOptions&);

/// Leaves the documents judged for each query, in their order.
Run within_pool(Run, const Qrels&);

/// Scores of each query, parallel to `judged`.
std::vector<Scores> score_run(const Run&, const std::vector<EvalQuery>& judged, const Qrels&);

/// The mean of every measure; 0 where there is no query.
Scores mean(const std::vector<Scores>&);

/// One measure of two runs over the same queries.
struct Comparison {
  double other = 0;       ///< the other run's mean
  double difference = 0;  ///< ours less the other's
  double p = 1;           ///< randomisation_p
};

/// Parallel to kMeasures. `ours` and `others` run parallel: the same queries.
std::array<Comparison, kMeasures.size()> compare(const std::vector<Scores>& ours,
                                                 const std::vector<Scores>& others);

}  // namespace leian::query
