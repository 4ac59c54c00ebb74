#include "indexer/learn/train.hpp"

#include <algorithm>
#include <mutex>

#include "indexer/learn/side_by_side.hpp"

namespace leian::learn {
namespace {

constexpr std::size_t kGuesses = 5;

/// Fills in what one fit gives: scores of the examples it was not given, or the model itself.
class Training {
 public:
  Training(const Examples& examples, std::size_t folds, const TrainControl& control)
      : examples_(examples), folds_(folds), control_(control) {
    trained_.means.resize(examples.cause_count);
    trained_.weights.resize(examples.features * examples.cause_count);
    trained_.scores.resize(examples.texts.size() * examples.cause_count);
  }

  Trained run() {
    const std::size_t blocks = (examples_.cause_count + kLane - 1) / kLane;
    const std::size_t tasks = blocks * (folds_ + 1);
    side_by_side(
        tasks,
        [&](std::size_t task) {
          do_task(task / (folds_ + 1) * kLane, task % (folds_ + 1));
          tell(tasks);
        },
        control_.stop);
    return std::move(trained_);
  }

 private:
  /// Tasks write to places of their own.
  void do_task(std::size_t first, std::size_t fold) {
    const bool whole = fold == folds_;
    const Fit fitted = fit(examples_, {first, whole ? 0 : folds_, fold}, control_.stop);
    if (whole)
      keep_weights(fitted, first);
    else
      keep_scores(fitted, first, fold);
  }

  std::size_t causes_from(std::size_t first) const { return std::min(kLane, examples_.cause_count - first); }

  void keep_weights(const Fit& fitted, std::size_t first) {
    for (std::size_t c = 0; c < causes_from(first); ++c) trained_.means[first + c] = fitted.means[c];
    for (std::size_t f = 0; f < examples_.features; ++f)
      for (std::size_t c = 0; c < causes_from(first); ++c)
        trained_.weights[f * examples_.cause_count + first + c] = half_of(fitted.weights[f][c]);
  }

  void keep_scores(const Fit& fitted, std::size_t first, std::size_t fold) {
    for (std::size_t i = fold; i < examples_.texts.size(); i += folds_) {
      if (examples_.texts[i].empty()) continue;  // nothing is known of it
      const Lane scores = fitted.score(examples_.texts[i]);
      std::copy_n(scores.begin(), causes_from(first),
                  trained_.scores.begin() + static_cast<std::ptrdiff_t>(i * examples_.cause_count + first));
    }
  }

  void tell(std::size_t tasks) {
    const std::lock_guard lock(mutex_);
    ++done_;
    if (control_.progress) control_.progress(static_cast<double>(done_) / static_cast<double>(tasks));
  }

  const Examples& examples_;
  std::size_t folds_;
  const TrainControl& control_;
  Trained trained_;
  std::mutex mutex_;  // done_, and the progress
  std::size_t done_ = 0;
};

/// The causes of the highest scores, highest first.
std::vector<std::uint32_t> best_of(std::span<const float> scores, std::size_t n) {
  std::vector<std::uint32_t> order(scores.size());
  for (std::uint32_t c = 0; c < order.size(); ++c) order[c] = c;
  n = std::min(n, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                    });
  order.resize(n);
  return order;
}

}  // namespace

Trained train(const Examples& examples, std::size_t folds, const TrainControl& control) {
  return Training(examples, folds, control).run();
}

Measured measure(const Examples& examples, const Trained& trained, std::span<const float> weights) {
  constexpr std::size_t kFirstThree = 3;
  std::vector<Outcome> outcomes;
  Measured measured;
  double all = 0;
  for (std::size_t i = 0; i < examples.texts.size(); ++i) {
    const auto scores = trained.scores_of(i);
    const auto guesses = best_of(scores, kGuesses);
    std::size_t right_at = kGuesses;
    for (std::size_t g = 0; g < guesses.size(); ++g) {
      const auto& causes = examples.causes[i];
      const bool right = std::binary_search(causes.begin(), causes.end(), guesses[g]);
      outcomes.push_back({scores[guesses[g]], right, weights[i]});
      if (right) right_at = std::min(right_at, g);
    }
    const auto weight = static_cast<double>(weights[i]);
    all += weight;
    if (right_at < 1) measured.accuracy.first += weight;
    if (right_at < kFirstThree) measured.accuracy.first_three += weight;
  }
  if (all > 0) {
    measured.accuracy.first /= all;
    measured.accuracy.first_three /= all;
  }
  measured.points = calibrate(std::move(outcomes));
  return measured;
}

}  // namespace leian::learn
