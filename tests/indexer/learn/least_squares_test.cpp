#include "indexer/learn/least_squares.hpp"

#include <random>

#include "tests/support/catch.hpp"

using namespace leian::learn;

namespace {

constexpr std::size_t kFeatures = 8;

Examples made_examples(unsigned seed, std::size_t count) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> value(-1, 1);
  Examples examples;
  examples.features = kFeatures;
  examples.cause_count = 3;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<Component> text;
    for (std::uint32_t f = 0; f < kFeatures; ++f)
      if (random() % 2 == 0) text.push_back({f, value(random)});
    examples.texts.push_back(text);
    examples.causes.push_back({static_cast<std::uint32_t>(random() % 3)});
  }
  return examples;
}

/// The same weights by elimination: (XᵀX + penalty) w = Xᵀ (y − mean), for one cause.
std::vector<double> solve(const Examples& examples, std::uint32_t cause, double& mean) {
  std::vector<std::vector<double>> a(kFeatures, std::vector<double>(kFeatures + 1));
  mean = 0;
  for (const auto& causes : examples.causes) mean += causes[0] == cause ? 1 : 0;
  mean /= static_cast<double>(examples.texts.size());
  for (std::size_t f = 0; f < kFeatures; ++f) a[f][f] = static_cast<double>(kPenalty);
  for (std::size_t i = 0; i < examples.texts.size(); ++i)
    for (const Component& x : examples.texts[i]) {
      for (const Component& z : examples.texts[i])
        a[x.feature][z.feature] += static_cast<double>(x.value) * static_cast<double>(z.value);
      a[x.feature][kFeatures] +=
          static_cast<double>(x.value) * ((examples.causes[i][0] == cause ? 1 : 0) - mean);
    }
  for (std::size_t p = 0; p < kFeatures; ++p)
    for (std::size_t r = 0; r < kFeatures; ++r) {
      if (r == p) continue;
      const double factor = a[r][p] / a[p][p];
      for (std::size_t c = p; c <= kFeatures; ++c) a[r][c] -= factor * a[p][c];
    }
  std::vector<double> w;
  for (std::size_t f = 0; f < kFeatures; ++f) w.push_back(a[f][kFeatures] / a[f][f]);
  return w;
}

}  // namespace

TEST_CASE("the weights are those of elimination", "[learn][least_squares]") {
  const unsigned seed = GENERATE(1u, 2u, 3u, 4u, 5u);
  const Examples examples = made_examples(seed, 60);
  const Fit fitted = fit(examples, {});
  for (std::uint32_t cause = 0; cause < 3; ++cause) {
    double mean = 0;
    const auto expected = solve(examples, cause, mean);
    CHECK(fitted.means[cause] == Approx(mean).margin(1e-6));
    for (std::size_t f = 0; f < kFeatures; ++f)
      CHECK(fitted.weights[f][cause] == Approx(expected[f]).margin(1e-3));
  }
}

TEST_CASE("an example that is left out changes nothing", "[learn][least_squares]") {
  Examples examples = made_examples(6, 40);
  const Fit before = fit(examples, {0, 5, 2});
  for (std::size_t i = 2; i < 40; i += 5) {
    examples.causes[i] = {0};
    examples.texts[i] = {{1, 9.0F}};
  }
  const Fit after = fit(examples, {0, 5, 2});
  CHECK(before.weights == after.weights);
  CHECK(before.means == after.means);
}

TEST_CASE("a cause's weights do not depend on its neighbours in the block", "[learn][least_squares]") {
  const Examples all = made_examples(7, 50);
  Examples alone = all;
  for (auto& causes : alone.causes)
    if (causes[0] != 1) causes.clear();
  const Fit a = fit(all, {});
  const Fit b = fit(alone, {});
  for (std::size_t f = 0; f < kFeatures; ++f) CHECK(a.weights[f][1] == b.weights[f][1]);
}

TEST_CASE("examples without a known feature leave all weights at nothing", "[learn][least_squares]") {
  Examples examples;
  examples.features = 2;
  examples.cause_count = 2;
  examples.texts.resize(6);
  examples.causes = {{0}, {1}, {0}, {0}, {1}, {1}};
  const Fit fitted = fit(examples, {});
  CHECK(fitted.means[0] == 0.5F);
  CHECK(fitted.weights[0] == Lane{});
}
