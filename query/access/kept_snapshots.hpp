/// Generations that are still being paged through, kept open after newer ones took their place, so that a
/// caller who brings a cursor back finds what the page before was cut from. At most kMost of them, each for
/// kKeep after it was last asked for. Threads: share freely.
#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <mutex>

#include "indexer/store/snapshot.hpp"

namespace leian::query {

class KeptSnapshots {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::size_t kMost = 8;
  static constexpr std::chrono::minutes kKeep{5};

  void keep(std::shared_ptr<const Snapshot>, Clock::time_point now = Clock::now());
  /// Null where it is not kept (any more).
  std::shared_ptr<const Snapshot> find(std::uint64_t generation, Clock::time_point now = Clock::now());

 private:
  struct Kept {
    std::shared_ptr<const Snapshot> snapshot;
    Clock::time_point asked;
  };
  void drop_old(Clock::time_point now);

  std::mutex mutex_;
  std::map<std::uint64_t, Kept> kept_;
};

}  // namespace leian::query
