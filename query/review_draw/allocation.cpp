#include "query/review_draw/allocation.hpp"

#include <algorithm>
#include <numeric>

namespace leian::query {
namespace {

using Counts = std::vector<std::uint64_t>;

/// Gives `count` to the strata that are not fixed, in proportion; sizes and counts stay below 2^32, so that
/// products fit.
void share_out(const Counts& sizes, const std::vector<bool>& fixed, std::uint64_t count, Counts& given) {
  std::uint64_t total = 0;
  for (std::size_t i = 0; i < sizes.size(); ++i) total += fixed[i] ? 0 : sizes[i];
  if (total == 0) return;
  std::vector<std::pair<std::uint64_t, std::size_t>> remainders;
  std::uint64_t left = count;
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    if (fixed[i]) continue;
    given[i] = count * sizes[i] / total;
    left -= given[i];
    remainders.emplace_back(count * sizes[i] % total, i);
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  for (std::size_t i = 0; i < remainders.size() && left > 0; ++i, --left) ++given[remainders[i].second];
}

}  // namespace

std::optional<Counts> allocate(const Counts& sizes, std::uint64_t count, std::uint64_t least) {
  if (count >= std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0})) return sizes;
  Counts floor;
  for (const std::uint64_t size : sizes) floor.push_back(std::min(least, size));
  if (std::accumulate(floor.begin(), floor.end(), std::uint64_t{0}) > count) return std::nullopt;

  Counts given(sizes.size(), 0);
  std::vector<bool> fixed(sizes.size(), false);
  for (bool raised = true; raised;) {
    raised = false;
    std::uint64_t rest = count;
    for (std::size_t i = 0; i < sizes.size(); ++i) rest -= fixed[i] ? given[i] : 0;
    share_out(sizes, fixed, rest, given);
    for (std::size_t i = 0; i < sizes.size(); ++i)
      if (!fixed[i] && given[i] < floor[i]) {
        given[i] = floor[i];
        fixed[i] = raised = true;
      }
  }
  return given;
}

}  // namespace leian::query
