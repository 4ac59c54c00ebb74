/// Percentiles by linear interpolation between the two nearest ranks (type 7 of Hyndman and Fan, what
/// spreadsheets call PERCENTILE.INC): of n values in order, x[0] to x[n-1], the p-th percentile lies at
/// h = (n-1)·p/100, and is x[⌊h⌋] + (h-⌊h⌋)·(x[⌊h⌋+1] - x[⌊h⌋]). The place h is a fraction of whole numbers,
/// so no rounding moves it. Threads: pure functions. Source: R. J. Hyndman, Y. Fan, Sample Quantiles in
/// Statistical Packages, 1996
#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "query/aggregate/exact_sum.hpp"

namespace leian::query {

/// p as a fraction: 99.5 is 99500 of 100000.
inline constexpr std::int64_t kPercentScale = 100'000;

/// Between two neighbouring values, `part` of kPercentScale of the way.
inline double between(std::int64_t low, std::int64_t high, std::int64_t part) {
  return quotient(Int128{low} * (kPercentScale - part) + Int128{high} * part, kPercentScale);
}
inline double between(double low, double high, std::int64_t part) {
  const long double share = static_cast<long double>(part) / kPercentScale;
  return static_cast<double>(low + (static_cast<long double>(high) - low) * share);
}

/// The percentile `p` (0 to kPercentScale) of at least one value; puts the values into another order.
template <class T>
double percentile(std::vector<T>& values, std::int64_t p) {
  const Int128 place = Int128(values.size() - 1) * p;
  const auto rank = static_cast<std::ptrdiff_t>(place / kPercentScale);
  const auto part = static_cast<std::int64_t>(place % kPercentScale);
  const auto at = values.begin() + rank;
  std::nth_element(values.begin(), at, values.end());
  const T low = *at;
  return between(low, part == 0 ? low : *std::min_element(at + 1, values.end()), part);
}

}  // namespace leian::query
