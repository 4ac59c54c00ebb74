/// The fitting itself: examples in, a model and the examples' cross-fitted scores out. A score is
/// cross-fitted when the example was left out of the fit that gave it: one fit for each of kFolds parts of
/// the examples. Threads: uses two; the result does not depend on it. Source:
/// docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <functional>

#include "indexer/learn/cause_weights.hpp"
#include "indexer/learn/least_squares.hpp"

namespace leian::learn {

struct Trained {
  std::vector<float> means;            ///< a cause
  std::vector<std::uint16_t> weights;  ///< as CauseWeights keeps them
  std::vector<float> scores;           ///< cross-fitted, examples × causes
  std::span<const float> scores_of(std::size_t example) const {
    return std::span(scores).subspan(example * means.size(), means.size());
  }
};

struct TrainControl {
  const std::atomic<bool>* stop = nullptr;      ///< set: gives up; the result is then of no use
  std::function<void(double done)> progress{};  ///< 0 to 1; one call at a time
};

/// `folds`: kFolds, or fewer where there are fewer examples.
Trained train(const Examples&, std::size_t folds, const TrainControl& = {});

/// How often a cross-fitted score of the five highest of an example was right, and how often the highest.
struct Measured {
  std::vector<ConfidencePoint> points;
  CauseAccuracy accuracy;
};
Measured measure(const Examples&, const Trained&, std::span<const float> weights);

}  // namespace leian::learn
