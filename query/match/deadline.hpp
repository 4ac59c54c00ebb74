/// How long a question may take. Passed down; long loops ask it now and then.
#pragma once
#include <chrono>

#include "corpora/core/result.hpp"

namespace leian::query {

/// Thrown out of deep loops and caught where the question came in (access/gate.cpp): the one exception of
/// this floor.
struct OutOfTime {};

class Deadline {
 public:
  explicit Deadline(std::chrono::milliseconds budget)
      : budget_(budget), end_(std::chrono::steady_clock::now() + budget) {}

  /// Throws OutOfTime when the time is over.
  void check() const {
    if (std::chrono::steady_clock::now() > end_) throw OutOfTime{};
  }
  std::chrono::milliseconds budget() const { return budget_; }

 private:
  std::chrono::milliseconds budget_;
  std::chrono::steady_clock::time_point end_;
};

}  // namespace leian::query
