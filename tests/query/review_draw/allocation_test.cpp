#include "query/review_draw/allocation.hpp"

#include <numeric>
#include <random>

#include "tests/support/catch.hpp"

using leian::query::allocate;
using Counts = std::vector<std::uint64_t>;

TEST_CASE("strata get their share, and small ones their least number", "[query][review]") {
  CHECK(allocate({50, 30, 20}, 10, 0) == Counts{5, 3, 2});
  CHECK(allocate({97, 2, 1}, 10, 1) == Counts{8, 1, 1});
  CHECK(allocate({97, 2, 1}, 10, 3) == Counts{7, 2, 1});
  CHECK(allocate({1, 1, 1}, 2, 0) == Counts{1, 1, 0});
  CHECK(allocate({3, 4}, 100, 1) == Counts{3, 4});
  CHECK(allocate({}, 5, 1) == Counts{});
  CHECK_FALSE(allocate({10, 10, 10}, 5, 2));
}

TEST_CASE("whatever the strata, the shares add up and stay within bounds", "[query][review]") {
  std::mt19937 random(7);
  for (int round = 0; round < 3000; ++round) {
    Counts sizes(1 + random() % 12);
    for (auto& size : sizes) size = random() % (round % 2 == 0 ? 10 : 5000);
    const std::uint64_t total = std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
    const std::uint64_t count = random() % (total + 5);
    const std::uint64_t least = random() % 4;
    std::uint64_t needed = 0;
    for (const auto size : sizes) needed += std::min(least, size);
    const auto given = allocate(sizes, count, least);
    if (needed > count && count < total) {
      CHECK_FALSE(given);
      continue;
    }
    REQUIRE(given);
    CHECK(std::accumulate(given->begin(), given->end(), std::uint64_t{0}) == std::min(count, total));
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      if ((*given)[i] > sizes[i] || (*given)[i] < std::min(least, sizes[i]))
        FAIL(sizes[i] << " gets " << (*given)[i] << " with at least " << least);
    }
  }
}
