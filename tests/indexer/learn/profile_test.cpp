#include "indexer/learn/profile.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::learn;

TEST_CASE("a text's profile holds what is above zero, heaviest first, at length 1", "[learn][profile]") {
  const std::vector<float> scores{-0.5F, 3, 0, 4};
  CHECK(profile_of_scores(scores) == std::vector<CauseWeight>{{3, 0.8F}, {1, 0.6F}});
  CHECK(profile_of_scores(std::vector<float>{0, -1}).empty());
}

TEST_CASE("a record's own causes stand in its profile whatever its text looks like", "[learn][profile]") {
  const std::vector<float> scores{1, -1, 0};
  const std::vector<std::uint32_t> own{1};
  const auto profile = profile_of_record(scores, own);
  REQUIRE(profile.size() == 2);
  CHECK(profile[0].cause == 0);
  CHECK(profile[1].cause == 1);
  CHECK(profile[1].weight() / profile[0].weight() == Approx(0.3 / 0.7).margin(1e-3));
}

TEST_CASE("a record's profile keeps the heaviest parts alone", "[learn][profile]") {
  std::vector<float> scores;
  for (int i = 1; i <= 20; ++i) scores.push_back(static_cast<float>(i));
  const auto profile = profile_of_record(scores, {});
  REQUIRE(profile.size() == CauseModel::kProfileCauses);
  CHECK(profile.front().cause == 19);
  double squares = 0;
  for (const StoredCauseWeight& part : profile) squares += part.weight() * part.weight();
  CHECK(squares == Approx(1).margin(1e-3));
}
