/// Learning causes from the indexed records: at the end of `leian index` where much is new, and by `leian
/// train`. Same records, same model, bit for bit, however many threads and however the records lie.
/// One thread at a time, as its writer; uses two.
/// Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "indexer/learn/cause_weights.hpp"
#include "indexer/store/index_writer.hpp"

namespace leian {

struct LearnOptions {
  std::string kind;         ///< only this one; empty: all kinds from which causes can be learned
  bool only_stale = false;  ///< leave a model as it is while less than kStale of its records are new
  const std::atomic<bool>* stop = nullptr;  ///< when set, what is under way is given up
  std::function<void(const std::string& kind, double done)>
      progress{};  ///< 0 to 1; from any thread, one at a time
};

/// What became of one kind.
struct LearnedKind {
  std::string kind;
  bool learned = false;            ///< a new model was made
  std::uint64_t labelled = 0;      ///< live records with a cause
  std::uint64_t learned_from = 0;  ///< those of them that were sampled
  std::uint64_t causes = 0;
  std::uint64_t features = 0;
  CauseAccuracy accuracy;
  double seconds = 0;
};

inline constexpr std::size_t kFewestRecords =
    50;  ///< with a cause, of two causes at least: else nothing is learned
inline constexpr std::size_t kMostExamples = 20'000;
inline constexpr double kStale = 0.1;
inline constexpr std::size_t kFolds = 5;

/// Learns, and publishes the models as a new generation. A model stays where too few records are left to
/// learn from. Nothing may wait to be published. Errors: UnknownKind, BadInput (a kind without causes or
/// texts), Io; the old generation then stays.
Result<std::vector<LearnedKind>> learn_causes(IndexWriter&, const LearnOptions& = {});

}  // namespace leian
