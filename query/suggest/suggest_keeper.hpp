/// Keeps the table of suggestions of the newest generation, building the next one beside the questions.
/// Threads: share freely.
#pragma once
#include <chrono>
#include <future>
#include <memory>
#include <mutex>

#include "indexer/store/index.hpp"
#include "query/suggest/suggest_table.hpp"

namespace leian::query {

class SuggestKeeper {
 public:
  explicit SuggestKeeper(std::shared_ptr<Index> index) : index_(std::move(index)) {}

  /// The newest table there is. While the next is being built, that of the generation before, but only for
  /// kMaxStale after it was last known to be the newest; later, the first time, and where `newest_only`, the
  /// caller waits. Errors: those of the build.
  Result<std::shared_ptr<const SuggestTable>> current(const std::shared_ptr<const Lexicon>&,
                                                      bool newest_only = false);
  /// Sees to it that the table is there when it is asked for. Does not wait.
  void prepare(const std::shared_ptr<const Lexicon>&);

  static constexpr std::chrono::milliseconds kMaxStale{2'000};
  /// A build beyond it is given up; far more than it takes.
  static constexpr std::chrono::milliseconds kBuildBudget{60'000};

 private:
  using Built = Result<std::shared_ptr<const SuggestTable>>;
  /// Under the mutex: whether the table is of the newest generation; takes in one that was finished, starts
  /// the next.
  bool refresh(const std::shared_ptr<const Lexicon>&);

  const std::shared_ptr<Index> index_;
  std::mutex mutex_;
  std::shared_ptr<const SuggestTable> table_;
  std::chrono::steady_clock::time_point newest_at_;
  std::shared_future<Built> building_;  // last: waits for what still runs before the rest goes
};

}  // namespace leian::query
