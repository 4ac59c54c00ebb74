/// The best few of many, without sorting them all.
#pragma once
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace leian::query {

/// Keeps the best `limit` of all items it is shown; `before(a, b)` says whether a is better. One thread at a
/// time.
template <class Item, class Before>
class BestOf {
 public:
  explicit BestOf(std::size_t limit, Before before = {}) : limit_(limit), before_(std::move(before)) {}

  void offer(const Item& item) {
    if (heap_.size() < limit_) {
      heap_.push_back(item);
      std::push_heap(heap_.begin(), heap_.end(), before_);
    } else if (limit_ > 0 && before_(item, heap_.front())) {
      std::pop_heap(heap_.begin(), heap_.end(), before_);
      heap_.back() = item;
      std::push_heap(heap_.begin(), heap_.end(), before_);
    }
  }

  /// Best first.
  std::vector<Item> take() {
    std::sort_heap(heap_.begin(), heap_.end(), before_);
    return std::move(heap_);
  }

 private:
  std::size_t limit_;
  Before before_;
  std::vector<Item> heap_;  // the worst on top
};

}  // namespace leian::query
