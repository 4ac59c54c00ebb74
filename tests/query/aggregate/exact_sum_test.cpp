#include "query/aggregate/exact_sum.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "query/aggregate/figures.hpp"
#include "query/aggregate/percentile.hpp"
#include "tests/support/catch.hpp"

using namespace leian::query;

TEST_CASE("A sum is the same in whatever order and parts it is added up", "[query][aggregate]") {
  std::mt19937 random(3);
  std::vector<double> values;
  for (int i = 0; i < 2000; ++i) {
    const double value = std::ldexp(static_cast<double>(static_cast<std::int32_t>(random())),
                                    static_cast<int>(random() % 80) - 60);
    values.push_back(value);
    if (random() % 3 == 0) values.push_back(-value * 0.9999999);
  }
  ExactSum once;
  for (const double value : values) once.add(value);
  for (int i = 0; i < 50; ++i) {
    std::shuffle(values.begin(), values.end(), random);
    ExactSum first, second;
    for (std::size_t at = 0; at < values.size(); ++at) (at % 3 == 0 ? first : second).add(values[at]);
    second.add(first);
    REQUIRE(second.rounded() == once.rounded());
  }
}

TEST_CASE("Sums round once, at the end", "[query][aggregate]") {
  ExactSum tenths;
  for (int i = 0; i < 10; ++i) tenths.add(0.1);
  CHECK(tenths.rounded() == 1.0);  // one after the other makes 0.9999999999999999
  ExactSum cancelled;
  for (const double value : {1e100, 1.0, -1e100}) cancelled.add(value);
  CHECK(cancelled.rounded() == 1.0);
  ExactSum mixed;
  mixed.add(std::int64_t{9'007'199'254'740'993});
  mixed.add(0.5);
  mixed.add(-0.5);
  CHECK(mixed.rounded() == 9'007'199'254'740'992.0);  // to the even one of two as near
  CHECK(ExactSum().rounded() == 0);
  ExactSum beyond;
  for (int i = 0; i < 4; ++i) beyond.add(std::numeric_limits<std::int64_t>::max());
  CHECK(beyond.rounded() == 36893488147419103232.0);
}

TEST_CASE("Percentiles lie between the nearest ranks", "[query][aggregate]") {
  struct Row {
    std::vector<std::int64_t> values;
    std::int64_t percent;
    double expected;
  };
  const Row row = GENERATE(Row{{7}, 50'000, 7}, Row{{4, 1, 3, 2}, 50'000, 2.5}, Row{{4, 1, 3, 2}, 0, 1},
                           Row{{4, 1, 3, 2}, 100'000, 4}, Row{{10, 20, 30, 40, 50}, 90'000, 46},
                           Row{{0, 1000}, 12'345, 123.45}, Row{{-5, 5}, 25'000, -2.5});
  auto values = row.values;
  CHECK(percentile(values, row.percent) == row.expected);
}

TEST_CASE("The interval of a rate holds it and stays within 0 and 1", "[query][aggregate]") {
  // By hand: 8 of 10, z² = 3.8415: (0.8 + 0.19207) / 1.38415 ± 1.95996·sqrt(0.016 + 0.0096) / 1.38415.
  const auto [low, high] = wilson_interval(8, 10);
  CHECK(low == Approx(0.4902).margin(0.0001));
  CHECK(high == Approx(0.9433).margin(0.0001));
  CHECK(wilson_interval(0, 5).first == 0);
  CHECK(wilson_interval(5, 5).second == 1);
  for (std::uint64_t n = 1; n < 60; ++n)
    for (std::uint64_t met = 0; met <= n; ++met) {
      const auto bounds = wilson_interval(met, n);
      const double rate = static_cast<double>(met) / static_cast<double>(n);
      REQUIRE(bounds.first <= rate);
      REQUIRE(bounds.second >= rate);
    }
}
