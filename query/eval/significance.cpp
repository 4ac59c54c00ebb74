#include "query/eval/significance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace leian::query {
namespace {

constexpr std::uint64_t kSeed = 20170701;
/// Sums of the same numbers in another order differ by as little as this.
constexpr double kRounding = 1e-9;

double tossed_sum(const std::vector<double>& differences, std::mt19937_64& coins) {
  double sum = 0;
  std::uint64_t tosses = 0;
  for (std::size_t i = 0; i < differences.size(); ++i) {
    if (i % 64 == 0) tosses = coins();
    sum += (tosses >> (i % 64) & 1) != 0 ? differences[i] : -differences[i];
  }
  return sum;
}

}  // namespace

double randomisation_p(const std::vector<double>& a, const std::vector<double>& b, int permutations) {
  std::vector<double> differences(std::min(a.size(), b.size()));
  for (std::size_t i = 0; i < differences.size(); ++i) differences[i] = a[i] - b[i];
  const double seen = std::abs(std::accumulate(differences.begin(), differences.end(), 0.0)) - kRounding;
  std::mt19937_64 coins(kSeed);
  int as_large = 0;
  for (int i = 0; i < permutations; ++i)
    if (std::abs(tossed_sum(differences, coins)) >= seen) ++as_large;
  // What was seen is one of the outcomes itself, so that no p is 0.
  return (as_large + 1.0) / (permutations + 1.0);
}

}  // namespace leian::query
