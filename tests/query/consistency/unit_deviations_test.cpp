#include "query/consistency/unit_deviations.hpp"

#include <random>

#include "tests/support/catch.hpp"

using namespace leian::query;

namespace {

/// Cases of units drawn at random; those of `shifted` are moved by `by`.
std::vector<UnitCase> drawn(unsigned seed, int units, int of_each, double by) {
  std::mt19937 random(seed);
  std::student_t_distribution<double> heavy(4);
  std::vector<UnitCase> cases;
  for (int unit = 0; unit < units; ++unit)
    for (int i = 0; i < of_each; ++i)
      cases.push_back({"unit-" + std::to_string(unit), heavy(random) + (unit == 0 ? by : 0)});
  return cases;
}

}  // namespace

TEST_CASE("units drawn at random are found no more often than the stated rate", "[query][consistency]") {
  int found = 0;
  constexpr int kDraws = 400;
  for (unsigned seed = 0; seed < kDraws; ++seed)
    for (const UnitDeviation& unit : unit_deviations(drawn(seed, 20, 30, 0))) found += unit.discovery < 0.05;
  // At a rate of 5 % of draws with any finding, 20 are expected, and 33 in one of a thousand runs.
  CHECK(found <= 33);
}

TEST_CASE("a unit whose outcomes are shifted is found, and told first", "[query][consistency]") {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto units = unit_deviations(drawn(seed, 20, 200, 0.6));
    CHECK(units.front().unit == "unit-0");
    CHECK(units.front().discovery < 0.05);
    CHECK(units.front().mean > 0);
  }
}

TEST_CASE("a unit with few cases is refused, not guessed", "[query][consistency]") {
  auto cases = drawn(1, 3, 50, 0);
  for (int i = 0; i < 3; ++i) cases.push_back({"small", 9});
  const auto units = unit_deviations(cases);
  CHECK(units.back().unit == "small");
  CHECK(units.back().too_small);
  CHECK(units.back().discovery == 1);
}
