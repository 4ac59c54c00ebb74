#include "query/eval/significance.hpp"

#include "tests/support/catch.hpp"

using leian::query::randomisation_p;

TEST_CASE("a run does not differ from itself", "[query][eval]") {
  const std::vector<double> scores{0.1, 0.5, 0.9, 0.3};
  CHECK(randomisation_p(scores, scores) == 1);
  CHECK(randomisation_p({}, {}) == 1);
}

TEST_CASE("a run better at every query is significantly better, whichever is named first", "[query][eval]") {
  const std::vector<double> good(20, 0.8);
  const std::vector<double> poor(20, 0.6);
  CHECK(randomisation_p(good, poor) < 0.01);
  CHECK(randomisation_p(good, poor) == randomisation_p(poor, good));
  CHECK(randomisation_p(good, poor) > 0);
}

TEST_CASE("gains and losses that even out are luck", "[query][eval]") {
  std::vector<double> a, b;
  for (int i = 0; i < 40; ++i) {
    a.push_back(i % 2 == 0 ? 0.9 : 0.1);
    b.push_back(i % 2 == 0 ? 0.1 : 0.9);
  }
  b.back() = 0.8;
  CHECK(randomisation_p(a, b) > 0.5);
}

TEST_CASE("few queries cannot be significant", "[query][eval]") {
  // Of the 8 ways the signs of 3 queries can fall, 2 are as far from 0 as all alike.
  const double p = randomisation_p({1, 1, 1}, {0, 0, 0});
  CHECK(p > 0.22);
  CHECK(p < 0.28);
}

TEST_CASE("the same scores always give the same p", "[query][eval]") {
  const std::vector<double> a{0.5, 0.6, 0.7, 0.2, 0.9};
  const std::vector<double> b{0.4, 0.7, 0.5, 0.1, 0.8};
  CHECK(randomisation_p(a, b) == randomisation_p(a, b));
}
