#include "indexer/learn/confidence.hpp"

#include <random>

#include "tests/support/catch.hpp"

using namespace leian::learn;

TEST_CASE("a higher score never has a lower confidence", "[learn][confidence]") {
  const unsigned seed = GENERATE(range(0u, 40u));
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> score(0, 1);
  std::vector<Outcome> outcomes;
  const std::size_t count = 1 + random() % 500;
  for (std::size_t i = 0; i < count; ++i)
    outcomes.push_back({score(random), random() % 3 == 0, 1 + static_cast<float>(random() % 5)});
  const auto points = calibrate(outcomes);
  REQUIRE(!points.empty());
  CHECK(points.size() <= kMaxPoints);
  double before = 0;
  for (float s = -0.5F; s < 1.5F; s += 0.01F) {
    const double now = confidence_of(points, s);
    CHECK(now >= before);
    CHECK(now <= 1);
    before = now;
  }
}

TEST_CASE("a confidence is how often such scores were right", "[learn][confidence]") {
  std::mt19937 random(3);
  std::uniform_real_distribution<float> score(0, 1);
  std::vector<Outcome> outcomes;
  for (int i = 0; i < 40'000; ++i) {
    const float s = score(random);
    outcomes.push_back({s, score(random) < s * s, 1});
  }
  const auto points = calibrate(outcomes);
  for (const float s : {0.1F, 0.3F, 0.5F, 0.7F, 0.9F})
    CHECK(confidence_of(points, s) == Approx(s * s).margin(0.04));
}

TEST_CASE("an outcome counts for as many records as it stands for", "[learn][confidence]") {
  const auto points = calibrate({{0.5F, true, 3}, {0.5F, false, 1}});
  CHECK(confidence_of(points, 0.5F) == Approx(0.75));
}

TEST_CASE("nothing measured gives no confidence", "[learn][confidence]") {
  CHECK(confidence_of({}, 1) == 0);
  CHECK(calibrate({}).empty());
}
