#include "query/consistency/unit_deviations.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "query/consistency/robust_ridge.hpp"

namespace leian::query {
namespace {

/// Sums over some cases.
struct Moments {
  double count = 0, sum = 0, squares = 0;

  void add(double value) {
    ++count;
    sum += value;
    squares += value * value;
  }
  Moments without(const Moments& other) const {
    return {count - other.count, sum - other.sum, squares - other.squares};
  }
  double mean() const { return count > 0 ? sum / count : 0; }
  /// Variance of the mean.
  double error() const {
    return count < 2 ? 0 : std::max(0.0, (squares - sum * sum / count) / (count - 1)) / count;
  }
};

/// Two-sided, of Student's t by Wallace's approximation: small units vary more than a normal distribution
/// knows.
double chance_of(double t, double freedom) {
  const double z = (8 * freedom + 1) / (8 * freedom + 3) * std::sqrt(freedom * std::log1p(t * t / freedom));
  return std::erfc(z / std::sqrt(2.0));
}

/// Ascending by chance: each gets the smallest of chance × units / rank at its rank and beyond.
void tell_discoveries(std::vector<UnitDeviation>& units) {
  double least = 1;
  for (std::size_t i = units.size(); i-- > 0;) {
    const double here = units[i].chance * static_cast<double>(units.size()) / static_cast<double>(i + 1);
    units[i].discovery = least = std::min(least, here);
  }
}

}  // namespace

std::vector<UnitDeviation> unit_deviations(const std::vector<UnitCase>& cases) {
  std::vector<double> all;
  for (const UnitCase& one : cases) all.push_back(one.deviations);
  const double middle = median_of(all);
  std::map<std::string, Moments> by_unit;
  Moments total;
  for (const UnitCase& one : cases) {
    const double pull = std::clamp(one.deviations - middle, -kMostPull, kMostPull);
    by_unit[one.unit].add(pull);
    total.add(pull);
  }
  std::vector<UnitDeviation> compared, small;
  for (const auto& [unit, moments] : by_unit) {
    UnitDeviation told{unit, static_cast<std::size_t>(moments.count), moments.mean(), 1, 1, false};
    const Moments others = total.without(moments);
    told.too_small = told.cases < kLeastUnit || others.count < static_cast<double>(kLeastUnit);
    if (!told.too_small) {
      const double error = std::sqrt(moments.error() + others.error());
      told.chance = error > 0 ? chance_of((moments.mean() - others.mean()) / error, moments.count - 1) : 1;
    }
    (told.too_small ? small : compared).push_back(told);
  }
  std::stable_sort(compared.begin(), compared.end(),
                   [](const UnitDeviation& a, const UnitDeviation& b) { return a.chance < b.chance; });
  tell_discoveries(compared);
  compared.insert(compared.end(), small.begin(), small.end());
  return compared;
}

}  // namespace leian::query
