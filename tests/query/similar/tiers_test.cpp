#include "query/similar/tiers.hpp"

#include <random>

#include "query/access/gate.hpp"
#include "query/similar/standing.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

Date day(int year, int month, int d) { return *Date::of(year, month, d); }

const TierTable& table() {
  static const TierTable loaded = TierTable::load().value();
  return loaded;
}

std::vector<std::string> values(const TierTable& of) {
  std::vector<std::string> all;
  for (const Tier& tier : of.tiers()) all.push_back(tier.value);
  return all;
}

/// The rules once more, word for word and slowly: every tier is looked at by itself, over all rows.
struct Slow {
  std::vector<std::size_t> order;
  std::vector<TierCount> tiers;

  Slow(const std::vector<TierRow>& rows, const TierTable& of, const TierRules& rules) {
    double best = 0;
    for (const TierRow& row : rows) best = std::max(best, row.likeness);
    bool stopped = false;
    for (std::size_t t = 0; t < of.tiers().size(); ++t) {
      const Tier& tier = of.tiers()[t];
      TierCount count{tier.value, tier.label.zh, 0, 0, tier.always || !stopped};
      std::vector<std::size_t> recent, older;
      for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!count.searched || rows[i].tier != t || rows[i].likeness < of.alike() * best) continue;
        ++count.alike;
        count.recent += rows[i].recent ? 1 : 0;
        const bool first = rows[i].recent || tier.any_year || !rules.prefer_recent;
        (first ? recent : older).push_back(i);
      }
      stopped = stopped || (rules.stop && count.alike > 0);
      for (auto* some : {&recent, &older}) take_best_first(rows, *some);
      tiers.push_back(count);
    }
  }

  /// Takes the most alike that is left, the earlier of two equals, until none is.
  void take_best_first(const std::vector<TierRow>& rows, std::vector<std::size_t>& some) {
    while (!some.empty()) {
      std::size_t best = 0;
      for (std::size_t i = 1; i < some.size(); ++i)
        if (rows[some[i]].likeness > rows[some[best]].likeness) best = i;
      order.push_back(some[best]);
      some.erase(some.begin() + static_cast<std::ptrdiff_t>(best));
    }
  }
};

json ruling(const std::string& id, const std::string& authority, const std::string& closed,
            const std::string& outcome) {
  json record = {{"id", id},           {"kind", "reviewed_case"},
                 {"closed", closed},   {"cause", "盗窃罪"},
                 {"outcome", outcome}, {"facts", "被告人深夜撬锁入户，盗窃电动自行车一辆及现金，数额较大。"}};
  if (!authority.empty()) record["authority"] = authority;
  return record;
}

SimilarAnswer ask(const TempIndex& index, const TierRules& rules, bool by_text = true) {
  SimilarRequest request;
  if (by_text)
    request.text = "深夜撬锁入户，盗窃电动自行车一辆";
  else
    request.id = "own";
  request.tiers = rules;
  const auto answer = index.gate().similar({}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

std::vector<std::string> ids(const SimilarAnswer& answer) {
  std::vector<std::string> all;
  for (const SimilarHit& hit : answer.hits) all.push_back(hit.hit.record.id);
  return all;
}

}  // namespace

TEST_CASE("the shipped tiers stand in their order, and those not in force yet are left out",
          "[query][tiers]") {
  CHECK(values(table().on(day(2026, 11, 25))) == std::vector<std::string>{"1", "案例库", "2", "3", "4", "0"});
  CHECK(values(table().on(day(2024, 5, 7))) == std::vector<std::string>{"1", "2", "3", "4", "0"});
  CHECK(values(table().on(day(2024, 5, 8))).at(1) == "案例库");
  CHECK(values(table().on(day(2009, 1, 1))) == std::vector<std::string>{"2", "3", "4", "0"});
}

TEST_CASE("a value leads to its tier by any of its names, and what has no tier goes to the rest",
          "[query][tiers]") {
  const TierTable now = table().on(day(2026, 1, 1));
  CHECK(now.tier_of("1") == 0u);
  CHECK(now.tier_of("指导性案例") == 0u);
  CHECK(now.tier_of("参考案例") == 1u);
  CHECK(now.tier_of("") == 5u);
  CHECK(now.tier_of("闻所未闻") == 5u);
  CHECK(table().on(day(2020, 8, 1)).tier_of("参考案例") == 4u);
}

TEST_CASE("a broken tier file is told with its place", "[query][tiers]") {
  const auto fault = [](std::string_view text) {
    const auto parsed = TierTable::parse(text, "t.json");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::BadInput);
    return parsed.error().what.en;
  };
  const std::string head = R"({"source": "s", "recent_years": 3, "alike": 0.5, "tiers": [)";
  CHECK(fault("{").find("t.json") != std::string::npos);
  CHECK(fault(R"({"source": "s"})").find("recent_years") != std::string::npos);
  CHECK(fault(head + R"({"value": "1"}]})").find("/tiers/0") != std::string::npos);
  CHECK(fault(head + R"({"value": "1", "label": {"zh": "甲", "en": "a"}, "since": "2020-02-31"}]})")
            .find("/tiers/0/since") != std::string::npos);
  CHECK(fault(head + R"({"value": "1", "label": {"zh": "甲", "en": "a"}},
                        {"value": "2", "names": ["1"], "label": {"zh": "乙", "en": "b"}}]})")
            .find("/tiers/1") != std::string::npos);
}

TEST_CASE("years are counted back to the same calendar day", "[query][tiers]") {
  CHECK(years_before(day(2026, 11, 25), 3) == day(2023, 11, 25));
  CHECK(years_before(day(2024, 2, 29), 3) == day(2021, 2, 28));
  CHECK(years_before(day(2024, 2, 29), 4) == day(2020, 2, 29));
  CHECK(years_before(day(2, 1, 1), 3) == day(1, 1, 1));
}

TEST_CASE("any rows under any rules are walked as a slow reading of the rules walks them", "[query][tiers]") {
  std::mt19937 random(20201);
  const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
  for (int round = 0; round < 2000; ++round) {
    const TierTable now = table().on(day(2019 + below(8), 1 + below(12), 1 + below(28)));
    const TierRules rules{true, below(2) == 0, below(2) == 0, std::nullopt};
    std::vector<TierRow> rows;
    for (int i = below(40); i > 0; --i)
      rows.push_back({static_cast<std::size_t>(below(static_cast<int>(now.tiers().size()) + 1)),
                      below(2) == 0, 1.0 + below(12)});
    const TierWalk walk = walk_tiers(rows, now, rules);
    const Slow slow(rows, now, rules);
    CAPTURE(round);
    REQUIRE(walk.order == slow.order);
    for (std::size_t t = 0; t < slow.tiers.size(); ++t) {
      REQUIRE(walk.tiers[t].alike == slow.tiers[t].alike);
      REQUIRE(walk.tiers[t].recent == slow.tiers[t].recent);
      REQUIRE(walk.tiers[t].searched == slow.tiers[t].searched);
    }
  }
}

TEST_CASE("the search stops at the first tier that holds a similar case, but for one that is always searched",
          "[query][tiers]") {
  const TempIndex index({ruling("guiding", "1", "2012-01-05", "缓刑"),
                         ruling("library", "案例库", "2024-08-01", "拘役"),
                         ruling("high", "3", "2025-03-01", "缓刑"), ruling("own", "", "2025-04-01", "拘役")});
  TierRules rules{true, true, true, day(2026, 1, 1)};
  SimilarAnswer answer = ask(index, rules);
  CHECK(ids(answer) == std::vector<std::string>{"guiding", "library"});
  REQUIRE(answer.tiers.size() == 6);
  CHECK(answer.tiers[0].searched);
  CHECK(answer.tiers[1].searched);
  CHECK_FALSE(answer.tiers[3].searched);
  CHECK(answer.hits[0].tier == "1");
  CHECK_FALSE(answer.hits[0].recent);

  rules.stop = false;
  CHECK(ids(ask(index, rules)) == std::vector<std::string>{"guiding", "library", "high", "own"});
}

TEST_CASE("within a tier the last three years come first, unless all years are asked for", "[query][tiers]") {
  const TempIndex index({ruling("old", "4", "2018-01-05", "缓刑"), ruling("new", "4", "2025-08-01", "拘役")});
  TierRules rules{true, true, true, day(2026, 1, 1)};
  SimilarAnswer answer = ask(index, rules);
  CHECK(ids(answer) == std::vector<std::string>{"new", "old"});
  CHECK(answer.tiers[4].alike == 2);
  CHECK(answer.tiers[4].recent == 1);
  rules.prefer_recent = false;
  CHECK(ids(ask(index, rules)) == std::vector<std::string>{"old", "new"});
}

TEST_CASE("years are counted from the present case's closing day where no day is given", "[query][tiers]") {
  const TempIndex index({ruling("own", "4", "2019-01-01", "拘役"), ruling("near", "4", "2017-06-01", "缓刑"),
                         ruling("far", "4", "2012-06-01", "缓刑")});
  const SimilarAnswer answer = ask(index, {true, true, true, std::nullopt}, false);
  REQUIRE(ids(answer) == std::vector<std::string>{"near", "far"});
  CHECK(answer.hits[0].recent);
  CHECK_FALSE(answer.hits[1].recent);
  CHECK(day_of_look_up({}, nullptr, day(2026, 11, 25)) == day(2026, 11, 25));
}

TEST_CASE("hits of one tier that ended differently stand side by side", "[query][tiers]") {
  const TempIndex index({ruling("a", "4", "2025-01-05", "缓刑"), ruling("b", "4", "2025-08-01", "拘役"),
                         ruling("c", "4", "2025-08-01", "缓刑"), ruling("d", "3", "2025-08-01", "缓刑")});
  const SimilarAnswer answer = ask(index, {true, false, true, day(2026, 1, 1)});
  REQUIRE(answer.conflicts.size() == 1);
  const Conflict& conflict = answer.conflicts[0];
  CHECK(conflict.tier == "4");
  REQUIRE(conflict.sides.size() == 2);
  for (const Conflict::Side& side : conflict.sides)
    for (const std::size_t hit : side.hits)
      CHECK(to_display(*answer.hits[hit].hit.record.first(Role::Outcome)) == side.outcome);
  CHECK(conflict.sides[0].hits.size() + conflict.sides[1].hits.size() == 3);
}
