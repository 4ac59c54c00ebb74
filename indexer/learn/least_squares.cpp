#include "indexer/learn/least_squares.hpp"

#include <algorithm>

namespace leian::learn {
namespace {

using Weights = std::vector<Lane>;
using Sums = std::array<double, kLane>;

void add_scaled(Lane& to, const Lane& from, float by) {
  for (std::size_t c = 0; c < kLane; ++c) to[c] += by * from[c];
}

/// x W for one record.
Lane product(std::span<const Component> text, const Weights& weights) {
  Lane sum{};
  for (const Component& part : text) add_scaled(sum, weights[part.feature], part.value);
  return sum;
}

/// Adds xᵀ y for one record.
void add_transposed(std::span<const Component> text, const Lane& y, Weights& to) {
  for (const Component& part : text) add_scaled(to[part.feature], y, part.value);
}

Sums dot(const Weights& a, const Weights& b) {
  Sums sums{};
  for (std::size_t f = 0; f < a.size(); ++f)
    for (std::size_t c = 0; c < kLane; ++c)
      sums[c] += static_cast<double>(a[f][c]) * static_cast<double>(b[f][c]);
  return sums;
}

/// A record's part of Y within the block.
Lane wanted(std::span<const std::uint32_t> causes, std::size_t first) {
  Lane lane{};
  for (const std::uint32_t cause : causes)
    if (cause >= first && cause < first + kLane) lane[cause - first] = 1;
  return lane;
}

Lane means_of(const Examples& examples, const FitTask& task) {
  Sums sums{};
  std::size_t taken = 0;
  for (std::size_t i = 0; i < examples.texts.size(); ++i) {
    if (!task.takes(i)) continue;
    ++taken;
    const Lane lane = wanted(examples.causes[i], task.first);
    for (std::size_t c = 0; c < kLane; ++c) sums[c] += static_cast<double>(lane[c]);
  }
  Lane means{};
  for (std::size_t c = 0; c < kLane; ++c)
    means[c] = static_cast<float>(sums[c] / static_cast<double>(std::max<std::size_t>(taken, 1)));
  return means;
}

/// The solver's state, by the usual names: W, residual R, direction P and A·P.
class Solver {
 public:
  Solver(const Examples& examples, const FitTask& task)
      : examples_(examples),
        task_(task),
        means_(means_of(examples, task)),
        weights_(examples.features),
        residual_(examples.features),
        image_(examples.features) {
    each_taken([&](std::size_t i) {
      Lane y = wanted(examples_.causes[i], task_.first);
      for (std::size_t c = 0; c < kLane; ++c) y[c] -= means_[c];
      add_transposed(examples_.texts[i], y, residual_);
    });
    direction_ = residual_;
    square_ = dot(residual_, residual_);
  }

  void step() {
    std::fill(image_.begin(), image_.end(), Lane{});
    each_taken([&](std::size_t i) {
      add_transposed(examples_.texts[i], product(examples_.texts[i], direction_), image_);
    });
    for (std::size_t f = 0; f < image_.size(); ++f) add_scaled(image_[f], direction_[f], kPenalty);
    const Lane along = ratio(square_, dot(direction_, image_));
    for (std::size_t f = 0; f < image_.size(); ++f)
      for (std::size_t c = 0; c < kLane; ++c) {
        weights_[f][c] += along[c] * direction_[f][c];
        residual_[f][c] -= along[c] * image_[f][c];
      }
    const Sums next = dot(residual_, residual_);
    const Lane back = ratio(next, square_);
    for (std::size_t f = 0; f < image_.size(); ++f)
      for (std::size_t c = 0; c < kLane; ++c) direction_[f][c] = residual_[f][c] + back[c] * direction_[f][c];
    square_ = next;
  }

  Fit take() { return {std::move(weights_), means_}; }

 private:
  template <class Do>
  void each_taken(const Do& act) const {
    for (std::size_t i = 0; i < examples_.texts.size(); ++i)
      if (task_.takes(i)) act(i);
  }

  static Lane ratio(const Sums& above, const Sums& below) {
    Lane lane{};
    for (std::size_t c = 0; c < kLane; ++c)
      lane[c] = below[c] > 0 ? static_cast<float>(above[c] / below[c]) : 0;
    return lane;
  }

  const Examples& examples_;
  const FitTask& task_;
  Lane means_;
  Weights weights_, residual_, direction_, image_;
  Sums square_{};
};

}  // namespace

Lane Fit::score(std::span<const Component> text) const {
  Lane lane = product(text, weights);
  for (std::size_t c = 0; c < kLane; ++c) lane[c] += means[c];
  return lane;
}

Fit fit(const Examples& examples, const FitTask& task, const std::atomic<bool>* stop) {
  Solver solver(examples, task);
  for (int i = 0; i < kSteps && (stop == nullptr || !*stop); ++i) solver.step();
  return solver.take();
}

}  // namespace leian::learn
