#include "query/access/kept_snapshots.hpp"

#include <algorithm>

namespace leian::query {

void KeptSnapshots::drop_old(Clock::time_point now) {
  std::erase_if(kept_, [&](const auto& entry) { return now - entry.second.asked > kKeep; });
  while (kept_.size() > kMost)
    kept_.erase(std::min_element(kept_.begin(), kept_.end(), [](const auto& a, const auto& b) {
      return a.second.asked < b.second.asked;
    }));
}

void KeptSnapshots::keep(std::shared_ptr<const Snapshot> snapshot, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t generation = snapshot->generation();
  kept_[generation] = {std::move(snapshot), now};
  drop_old(now);
}

std::shared_ptr<const Snapshot> KeptSnapshots::find(std::uint64_t generation, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  drop_old(now);
  const auto at = kept_.find(generation);
  if (at == kept_.end()) return nullptr;
  at->second.asked = now;
  return at->second.snapshot;
}

}  // namespace leian::query
