/// Linear least squares with a penalty on large weights, for several causes at once:
///   min |X W − (Y − mean Y)|² + kPenalty |W|²
/// by conjugate gradient from zero, kSteps steps; causes do not see each other. No learning rate and no
/// chance, so the same records give the same weights, bit for bit.
/// X: records × features, Y: 1 where a record has a cause. Cost of a step: two multiply-adds an entry of X
/// and cause. Threads: pure functions; each call keeps to its thread.
/// Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <span>
#include <vector>

#include "indexer/learn/vocabulary.hpp"

namespace leian::learn {

inline constexpr float kPenalty = 0.3F;
inline constexpr int kSteps = 10;
/// Causes that are fitted side by side: a feature's weights for them fill two lines of the processor's cache.
inline constexpr std::size_t kLane = 32;

/// One number a cause of a block.
using Lane = std::array<float, kLane>;

/// The records to learn from.
struct Examples {
  std::vector<std::vector<Component>> texts;       ///< a record's vector
  std::vector<std::vector<std::uint32_t>> causes;  ///< what it has, ascending
  std::size_t features = 0;
  std::size_t cause_count = 0;
};

/// A block of causes, fitted: those from `first` on, kLane of them or what is left.
struct Fit {
  std::vector<Lane> weights;  ///< a feature
  Lane means{};

  /// How much a text looks like each cause of the block.
  Lane score(std::span<const Component> text) const;
};

/// Fits causes [first, first + kLane) to all examples but those of `left_out`: number % folds == left_out.
/// Gives up early, with what it has, when `stop` is set. `folds` 0: to all.
struct FitTask {
  std::size_t first = 0;
  std::size_t folds = 0;
  std::size_t left_out = 0;
  bool takes(std::size_t example) const { return folds == 0 || example % folds != left_out; }
};
Fit fit(const Examples&, const FitTask&, const std::atomic<bool>* stop = nullptr);

}  // namespace leian::learn
