#include "corpora/calendar/clock_rule.hpp"

#include <nlohmann/json.hpp>

#include "corpora/core/paths.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using nlohmann::json;

namespace {

json valid() {
  return json::parse(R"({
    "clock": "reply", "label": {"zh": "答复", "en": "reply"}, "kind": "petition", "nature": "duty",
    "from": ["accepted"], "to": ["closed"], "when": [{"field": "channel", "any": ["来信"]}],
    "versions": [
      {"since": "2020-01-01", "until": "2021-12-31", "article": {"zh": "甲", "en": "A"},
       "limit": {"amount": 10, "unit": "day"}},
      {"since": "2022-01-01", "article": {"zh": "乙", "en": "B"}, "limit": {"amount": 1, "unit": "month"},
       "extension": {"to": "extended_to", "most": {"amount": 5, "unit": "working_day"}},
       "suspension": {"from": "hearing_from", "to": "hearing_to"}, "last_day": "next_working_day"}]})");
}

}  // namespace

TEST_CASE("the shipped clocks fit the shipped kinds", "[corpora][calendar][clocks]") {
  const auto rules = ClockRules::load({data_folder() / "clocks"});
  REQUIRE(rules);
  CHECK(rules->rules().size() >= 13);
  const auto kinds = KindSet::load().value();
  const auto checked = rules->check({&kinds});
  if (!checked) FAIL(checked.error().what.zh);
  for (const ClockRule& rule : rules->rules())
    for (const ClockVersion& version : rule.versions) {
      CAPTURE(rule.name);
      CHECK_FALSE(version.article.zh.empty());
      CHECK((version.count || !version.counting.zh.empty()));
    }
}

TEST_CASE("a clock file says what it says", "[corpora][calendar][clocks]") {
  const auto rule = ClockRules::parse(valid().dump(), "reply.json", 5);
  REQUIRE(rule);
  CHECK(rule->duty);
  CHECK(rule->yellow == 5);
  CHECK(rule->in_force(parse_date("2019-12-31").value()) == nullptr);
  CHECK(rule->in_force(parse_date("2021-12-31").value())->article.zh == "甲");
  const ClockVersion& second = *rule->in_force(parse_date("2026-01-01").value());
  CHECK(second.limit.unit == PeriodUnit::Month);
  CHECK(second.extension->most.unit == PeriodUnit::WorkingDay);
  CHECK(second.moves_to_working_day);
}

TEST_CASE("a clock file that cannot be right says where", "[corpora][calendar][clocks]") {
  const auto [pointer, value] = GENERATE(table<std::string, json>({
      {"/nature", "wish"},
      {"/from", json::array({1})},
      {"/when/0/field", ""},
      {"/versions", json::array()},
      {"/versions/0/since", "2020-02-30"},
      {"/versions/0/until", "2019-01-01"},
      {"/versions/0/until", "2022-01-01"},
      {"/versions/0/limit/amount", 0},
      {"/versions/0/limit/unit", "week"},
      {"/versions/0/colour", "red"},
      {"/versions/0/count", {{"field", "headcount"}, {"most", 5}}},
      {"/versions/1/last_day", "moves"},
      {"/yellow", -1},
  }));
  CAPTURE(pointer);
  json broken = valid();
  broken[json::json_pointer(pointer)] = value;
  const auto rule = ClockRules::parse(broken.dump(), "reply.json", 5);
  REQUIRE_FALSE(rule);
  CHECK(rule.error().code == ErrorCode::BadInput);
  CHECK(rule.error().what.zh.find("reply.json") != std::string::npos);
  CHECK(rule.error().what.zh.find('/') != std::string::npos);
}

TEST_CASE("a clock over a field that its kind lacks is refused", "[corpora][calendar][clocks]") {
  const auto kinds = KindSet::load().value();
  const auto [pointer, name] = GENERATE(table<std::string, std::string>({
      {"/from/0", "arrived"},
      {"/to/0", "title"},
      {"/when/0/field", "headcount"},
      {"/versions/1/extension/to", "later"},
      {"/versions/1/suspension/from", "headcount"},
  }));
  leian::test::TempFolder folder;
  json broken = valid();
  broken[json::json_pointer(pointer)] = name;
  folder.write("reply.json", broken.dump());
  const auto rules = ClockRules::load({folder.path()});
  REQUIRE(rules);
  const auto checked = rules->check({&kinds});
  REQUIRE_FALSE(checked);
  CHECK(checked.error().what.zh.find(name) != std::string::npos);
}

TEST_CASE("a local file replaces a shipped clock, and local lights hold", "[corpora][calendar][clocks]") {
  leian::test::TempFolder folder;
  folder.write("petition-closing.json", [] {
    json own = valid();
    own["clock"] = "petition_closing";
    return own.dump();
  }());
  folder.write("lights.json", R"({"lights": {"yellow": 9}})");
  const auto rules = ClockRules::load({data_folder() / "clocks", folder.path(), folder / "absent"});
  REQUIRE(rules);
  CHECK(rules->find("petition_closing").value()->label.zh == "答复");
  CHECK(rules->find("petition_review").value()->yellow == 9);
  CHECK(rules->find("petition_objection").value()->yellow == 2);
  const auto missing = rules->find("nothing");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::NotFound);
}
