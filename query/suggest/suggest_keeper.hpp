/// Keeps the table of suggestions of the newest generation. A table costs little once segments have the names
/// of their values and were counted; both are done beside the questions. Threads: share freely.
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

  /// The newest generation's. Where large segments lack names, which are then being made, the caller waits
  /// for kMaxWait at most; what is not there then is left out of the answer: values that no list names.
  std::shared_ptr<const SuggestTable> current(const std::shared_ptr<const Lexicon>&);
  /// Sees to it that nobody has to wait. Does not wait.
  void prepare(const std::shared_ptr<const Lexicon>&);

  static constexpr std::chrono::milliseconds kMaxWait{1'000};
  /// Work beside the questions is given up beyond it; far more than it takes.
  static constexpr std::chrono::milliseconds kPrepareBudget{60'000};

 private:
  /// Under the mutex: makes the newest generation's table where it is not there, or was not whole.
  void refresh(const std::shared_ptr<const Lexicon>&);
  void start_preparing();

  const std::shared_ptr<Index> index_;
  std::mutex mutex_;
  std::shared_ptr<const SuggestTable> table_;
  std::weak_ptr<const Snapshot> prepared_;  // or being prepared; an older generation is not kept open for it
  std::shared_future<void> preparing_;      // last: waits for what still runs before the rest goes
};

}  // namespace leian::query
