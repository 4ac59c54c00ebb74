/// How many to draw from each stratum: in proportion to its size, but never fewer than a least number of it.
/// Threads: pure function. Source: Cochran, Sampling Techniques, 3rd ed., ch. 5 (proportional allocation);
/// remainders go to the largest fractions, ties to the earlier stratum.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace leian::query {

/// Parallel to `sizes`; adds up to `count`, or to all there are where that is less; none beyond its size.
/// Nothing where the least numbers alone need more than `count`.
std::optional<std::vector<std::uint64_t>> allocate(const std::vector<std::uint64_t>& sizes,
                                                   std::uint64_t count, std::uint64_t least);

}  // namespace leian::query
