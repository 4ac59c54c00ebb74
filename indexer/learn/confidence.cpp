#include "indexer/learn/confidence.hpp"

#include <algorithm>

namespace leian::learn {
namespace {

/// Neighbouring outcomes taken together.
struct Bin {
  double weight = 0;
  double right = 0;
  double scores = 0;
  double share() const { return right / weight; }

  void add(const Bin& other) {
    weight += other.weight;
    right += other.right;
    scores += other.scores;
  }
};

std::vector<Bin> cut(const std::vector<Outcome>& outcomes) {
  double total = 0;
  for (const Outcome& one : outcomes) total += static_cast<double>(one.weight);
  std::vector<Bin> bins;
  double done = 0;
  float before = 0;
  for (const Outcome& one : outcomes) {
    // Equal scores stay together: each has one confidence.
    const bool full = done * kMaxPoints >= total * static_cast<double>(bins.size());
    if (bins.empty() || (full && one.score != before)) bins.emplace_back();
    const auto weight = static_cast<double>(one.weight);
    bins.back().add({weight, one.right ? weight : 0, weight * static_cast<double>(one.score)});
    done += weight;
    before = one.score;
  }
  return bins;
}

}  // namespace

std::vector<ConfidencePoint> calibrate(std::vector<Outcome> outcomes) {
  std::sort(outcomes.begin(), outcomes.end(), [](const Outcome& a, const Outcome& b) {
    return a.score != b.score ? a.score < b.score : a.right < b.right;
  });
  // Where a bin is less often right than the one below it, the two become one.
  std::vector<Bin> rising;
  for (const Bin& bin : cut(outcomes)) {
    rising.push_back(bin);
    while (rising.size() > 1 && rising[rising.size() - 2].share() >= rising.back().share()) {
      rising[rising.size() - 2].add(rising.back());
      rising.pop_back();
    }
  }
  std::vector<ConfidencePoint> points;
  for (const Bin& bin : rising)
    points.push_back({static_cast<float>(bin.scores / bin.weight), static_cast<float>(bin.share())});
  return points;
}

double confidence_of(std::span<const ConfidencePoint> points, float score) {
  if (points.empty()) return 0;
  const auto above = std::lower_bound(points.begin(), points.end(), score,
                                      [](const ConfidencePoint& p, float s) { return p.score < s; });
  if (above == points.begin()) return static_cast<double>(points.front().confidence);
  if (above == points.end()) return static_cast<double>(points.back().confidence);
  const ConfidencePoint& below = *(above - 1);
  const double gap = static_cast<double>(above->score) - static_cast<double>(below.score);
  const double along = gap > 0 ? (static_cast<double>(score) - static_cast<double>(below.score)) / gap : 1;
  return static_cast<double>(below.confidence) +
         along * (static_cast<double>(above->confidence) - static_cast<double>(below.confidence));
}

}  // namespace leian::learn
