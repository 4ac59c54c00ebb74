/// Tasks done by two threads at most: what each gives does not depend on who did it, so neither does the
/// whole.
#pragma once
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <thread>

namespace leian::learn {

/// Calls act(0) … act(count - 1), each once, in no order; returns when all are done, or have been left out
/// because `stop` was set. `act` may not throw.
template <class Act>
void side_by_side(std::size_t count, const Act& act, const std::atomic<bool>* stop = nullptr) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i = next++; i < count && (stop == nullptr || !*stop); i = next++) act(i);
  };
  if (count < 2 || std::thread::hardware_concurrency() < 2) return work();
  std::thread other(work);
  work();
  other.join();
}

}  // namespace leian::learn
