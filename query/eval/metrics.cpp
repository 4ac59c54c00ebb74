#include "query/eval/metrics.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

namespace leian::query {
namespace {

double gain(const std::vector<int>& grades, std::size_t depth) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(depth, grades.size()); ++i)
    sum += std::max(0, grades[i]) / std::log2(static_cast<double>(i) + 2);
  return sum;
}

double relevant(const std::vector<int>& grades, std::size_t depth) {
  const auto end = grades.begin() + static_cast<std::ptrdiff_t>(std::min(depth, grades.size()));
  return static_cast<double>(std::count_if(grades.begin(), end, [](int grade) { return grade > 0; }));
}

double relevant(const std::vector<int>& grades) { return relevant(grades, grades.size()); }

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

}  // namespace

double ndcg(const GradedRanking& ranking, std::size_t depth) {
  std::vector<int> ideal = ranking.judged;
  std::sort(ideal.begin(), ideal.end(), std::greater<>());
  return ratio(gain(ranking.ranked, depth), gain(ideal, depth));
}

double average_precision(const GradedRanking& ranking) {
  double found = 0;
  double sum = 0;
  for (std::size_t i = 0; i < ranking.ranked.size(); ++i)
    if (ranking.ranked[i] > 0) sum += ++found / static_cast<double>(i + 1);
  return ratio(sum, relevant(ranking.judged));
}

double reciprocal_rank(const GradedRanking& ranking) {
  const auto& ranked = ranking.ranked;
  const auto first = std::find_if(ranked.begin(), ranked.end(), [](int grade) { return grade > 0; });
  return first == ranked.end() ? 0 : 1 / static_cast<double>(first - ranked.begin() + 1);
}

double precision(const GradedRanking& ranking, std::size_t depth) {
  return ratio(relevant(ranking.ranked, depth), static_cast<double>(depth));
}

double recall(const GradedRanking& ranking, std::size_t depth) {
  return ratio(relevant(ranking.ranked, depth), relevant(ranking.judged));
}

Scores score(const GradedRanking& ranking) {
  Scores scores{};
  std::transform(kMeasures.begin(), kMeasures.end(), scores.begin(),
                 [&](const Measure& measure) { return measure.of(ranking); });
  return scores;
}

}  // namespace leian::query
