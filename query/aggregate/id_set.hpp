/// A set of numbers that is only added to and counted: a list that is sorted and freed of doubles whenever it
/// has doubled. Memory: 4 to 8 bytes a member. Threads: one at a time.
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

namespace leian::query {

class IdSet {
 public:
  void add(std::uint32_t id) {
    if (!ids_.empty() && ids_.back() == id) return;
    ids_.push_back(id);
    if (ids_.size() > 2 * unique_ + kSlack) settle();
  }
  void add(const IdSet& other) {
    ids_.insert(ids_.end(), other.ids_.begin(), other.ids_.end());
    settle();
  }
  std::size_t count() {
    settle();
    return unique_;
  }

 private:
  static constexpr std::size_t kSlack = 64;

  void settle() {
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    unique_ = ids_.size();
  }

  std::vector<std::uint32_t> ids_;
  std::size_t unique_ = 0;
};

}  // namespace leian::query
