// Clocks over an index, against reckoning over the records themselves.
#include "query/clocks/clocks.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <random>

#include "corpora/core/paths.hpp"
#include "query/access/gate.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

Date day(std::string_view text) { return parse_date(text).value(); }

ClockRequest request(std::string_view as_of) {
  ClockRequest asked;
  asked.as_of = day(as_of);
  return asked;
}

const ClockGroup* group_of(const ClockAnswer& answer, const std::string& clock,
                           const std::vector<std::string>& values = {}) {
  for (const ClockGroup& group : answer.groups)
    if (group.clock == clock && group.values == values) return &group;
  return nullptr;
}

std::vector<json> petitions() {
  return {
      {{"id", "open"},
       {"kind", "petition"},
       {"title", "未办结"},
       {"channel", "来信"},
       {"accepted", "2026-09-01"},
       {"opened", "2026-08-25 09:30"},
       {"transferred", "2026-08-28"},
       {"handler", "张三"},
       {"organ", "甲局"}},
      {{"id", "soon"},
       {"kind", "petition"},
       {"title", "快到期"},
       {"accepted", "2026-09-28"},
       {"organ", "乙局"}},
      {{"id", "late"},
       {"kind", "petition"},
       {"title", "逾期办结"},
       {"accepted", "2026-01-05"},
       {"closed", "2026-03-20"},
       {"organ", "甲局"}},
      {{"id", "longer"},
       {"kind", "petition"},
       {"title", "延期办结"},
       {"accepted", "2026-01-05"},
       {"closed", "2026-03-20"},
       {"extended_to", "2026-04-01"},
       {"organ", "乙局"}},
      {{"id", "crowd"},
       {"kind", "petition"},
       {"title", "集体访"},
       {"channel", "来访"},
       {"headcount", 12},
       {"opened", "2026-11-20"}},
      {{"id", "letter"},
       {"kind", "petition"},
       {"title", "联名信"},
       {"channel", "来信"},
       {"headcount", 12},
       {"opened", "2026-11-20"}},
      {{"id", "agreed"},
       {"kind", "mediation_agreement"},
       {"title", "达成"},
       {"outcome", "达成协议"},
       {"opened", "2026-10-31"},
       {"closed", "2026-11-03"}},
      {{"id", "failed"},
       {"kind", "mediation_agreement"},
       {"title", "未达成"},
       {"outcome", "未达成"},
       {"opened", "2026-10-01"},
       {"closed", "2026-11-03"}},
  };
}

}  // namespace

TEST_CASE("what ran out is listed with its due day and article, the longest over first", "[query][clocks]") {
  const leian::test::TempIndex index(petitions());
  const auto answer = index.gate().clocks({}, request("2026-11-25"));
  if (!answer) FAIL(answer.error().what.zh);
  CHECK(answer->records == 8);
  REQUIRE(answer->items.size() == answer->total);
  REQUIRE(answer->items.size() >= 3);
  const ClockItem& worst = answer->items.front();
  CHECK(worst.id == "open");
  CHECK(worst.clock == "petition_closing");
  CHECK(worst.reading.due == day("2026-10-31"));
  CHECK(worst.reading.left == -25);
  CHECK(worst.reading.light == Light::Red);
  CHECK(worst.article.zh == "《信访工作条例》第三十四条");
  CHECK(worst.organ == "甲局");
  CHECK(worst.handler == "张三");
  CHECK(std::is_sorted(answer->items.begin(), answer->items.end(),
                       [](const auto& a, const auto& b) { return a.reading.left < b.reading.left; }));
  const auto listed = [&](const std::string& id, const std::string& clock) {
    return std::any_of(answer->items.begin(), answer->items.end(),
                       [&](const ClockItem& item) { return item.id == id && item.clock == clock; });
  };
  CHECK(listed("soon", "petition_closing"));
  CHECK_FALSE(listed("late", "petition_closing"));
  CHECK(listed("crowd", "petition_delegates"));
  CHECK_FALSE(listed("letter", "petition_delegates"));
}

TEST_CASE("clocks are counted by how they stand", "[query][clocks]") {
  const leian::test::TempIndex index(petitions());
  const auto gate = index.gate();
  auto asked = request("2026-11-25");
  asked.clocks = {"办结信访事项"};
  asked.by = {"organ"};
  const auto answer = gate.clocks({}, asked);
  REQUIRE(answer);
  const ClockGroup* first = group_of(*answer, "petition_closing", {"甲局"});
  REQUIRE(first != nullptr);
  CHECK(first->tally.of(ClockState::Overdue) == 1);
  CHECK(first->tally.of(ClockState::Late) == 1);
  CHECK(first->tally.met_rate() == 0.0);
  const ClockGroup* second = group_of(*answer, "petition_closing", {"乙局"});
  REQUIRE(second != nullptr);
  CHECK(second->tally.of(ClockState::Met) == 1);
  CHECK(second->tally.yellow == 1);
  CHECK(second->tally.met_rate() == 1.0);
  CHECK(answer->groups.front().values.front() == "甲局");

  asked.by = {"month"};
  const auto by_month = gate.clocks({}, asked);
  REQUIRE(by_month);
  std::vector<std::string> months;
  for (const ClockGroup& group : by_month->groups) months.push_back(group.values.front());
  CHECK(months == std::vector<std::string>{"2026-03", "2026-04", "2026-10", "2026-11"});
}

TEST_CASE("a clock asked about an earlier day knows nothing of later ones", "[query][clocks]") {
  const leian::test::TempIndex index(petitions());
  auto asked = request("2026-03-10");
  asked.clocks = {"petition_closing"};
  const auto answer = index.gate().clocks({}, asked);
  REQUIRE(answer);
  const ClockGroup* all = group_of(*answer, "petition_closing");
  REQUIRE(all != nullptr);
  CHECK(all->tally.started() == 2);
  CHECK(all->tally.of(ClockState::Overdue) == 1);  // `longer` had been extended
  CHECK(all->tally.of(ClockState::Running) == 1);
}

TEST_CASE("only an agreement that was reached can be confirmed", "[query][clocks]") {
  const leian::test::TempIndex index(petitions());
  auto asked = request("2026-11-25");
  asked.clocks = {"confirmation_request"};
  asked.states = {"running"};
  const auto answer = index.gate().clocks({}, asked);
  REQUIRE(answer);
  REQUIRE(answer->items.size() == 1);
  CHECK(answer->items.front().id == "agreed");
  CHECK(answer->items.front().reading.due == day("2026-12-03"));
}

TEST_CASE("query, kind, filters and ids narrow the clocks", "[query][clocks]") {
  const leian::test::TempIndex index(petitions());
  const auto gate = index.gate();
  auto asked = request("2026-11-25");
  asked.records.kind = "petition";
  asked.records.filters = {{"organ", "甲局"}};
  CHECK(gate.clocks({}, asked)->records == 2);
  asked.records.text = "逾期办结";
  CHECK(gate.clocks({}, asked)->records == 1);
  auto one = request("2026-11-25");
  one.records.among = {"soon"};
  CHECK(gate.clocks({}, one)->records == 1);
}

TEST_CASE("a question about clocks that cannot be answered says why", "[query][clocks]") {
  const leian::test::TempIndex index(petitions());
  const auto gate = index.gate();
  const auto code = [&](const auto& change) {
    auto asked = request("2026-11-25");
    change(asked);
    const auto answer = gate.clocks({}, asked);
    REQUIRE_FALSE(answer);
    CHECK_FALSE(answer.error().what.zh.empty());
    return answer.error().code;
  };
  CHECK(code([](auto& asked) { asked.clocks = {"nothing"}; }) == ErrorCode::NotFound);
  CHECK(code([](auto& asked) { asked.lights = {"blue"}; }) == ErrorCode::BadUsage);
  CHECK(code([](auto& asked) { asked.states = {"done"}; }) == ErrorCode::BadUsage);
  CHECK(code([](auto& asked) { asked.by = {"absent"}; }) == ErrorCode::UnknownField);
  CHECK(code([](auto& asked) { asked.by = {"accepted"}; }) == ErrorCode::UnknownField);
  CHECK(code([](auto& asked) { asked.by = {"organ", "region", "month", "year"}; }) == ErrorCode::BadUsage);
  CHECK(code([](auto& asked) { asked.limit = kMaxHits + 1; }) == ErrorCode::BadUsage);
  CHECK(code([](auto& asked) { asked.records.kind = "novel"; }) == ErrorCode::UnknownKind);
  CHECK(code([](auto& asked) {
          asked.records.filters = {{"accepted", "2026..2025"}};
        }) == ErrorCode::BadUsage);
}

TEST_CASE("an index's own clock files hold for it", "[query][clocks]") {
  const leian::test::TempIndex index(petitions());
  std::filesystem::create_directories(index.db() / "clocks");
  std::ofstream(index.db() / "clocks" / "lights.json") << R"({"lights": {"yellow": 0}})";
  auto asked = request("2026-11-25");
  asked.clocks = {"petition_closing"};
  asked.lights = {"yellow"};
  CHECK(index.gate().clocks({}, asked)->total == 0);
  std::ofstream(index.db() / "clocks" / "lights.json") << "{";
  const auto broken = index.gate().clocks({}, asked);
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == ErrorCode::BadInput);
  CHECK(broken.error().what.zh.find("lights.json") != std::string::npos);
}

TEST_CASE("columns, segments and deletions give what the records give", "[query][clocks][oracle]") {
  std::mt19937 random(20261125);
  const auto any = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
  const Date base = day("2021-06-01");
  const auto maybe = [&](json& row, const char* field, int after, int chance) {
    if (any(100) < chance) row[field] = to_string(Date{base.days + after + any(500)});
  };
  const auto row = [&](int number, int version) {
    json made{{"id", "r" + std::to_string(number)},
              {"kind", "petition"},
              {"title", "版本" + std::to_string(version)},
              {"channel", any(2) == 0 ? "来访" : "网上"},
              {"headcount", any(9)}};
    if (any(10) > 0) made["organ"] = "单位" + std::to_string(any(5));
    maybe(made, "opened", 0, 90);
    maybe(made, "transferred", 5, 60);
    maybe(made, "accepted", 10, 70);
    maybe(made, "closed", 30, 60);
    maybe(made, "extended_to", 60, 30);
    maybe(made, "review_applied", 90, 30);
    maybe(made, "recheck_applied", 150, 40);
    maybe(made, "recheck_decided", 160, 40);
    maybe(made, "hearing_from", 160, 30);
    maybe(made, "hearing_to", 165, 30);
    return made;
  };
  std::map<std::string, json> truth;
  leian::test::TempIndex index(std::vector<json>{row(0, 0)});
  for (int version = 0; version < 4; ++version) {
    std::vector<json> rows;
    for (int i = 0; i < 150; ++i) rows.push_back(row(version * 60 + i, version));
    for (const json& made : rows) truth[made["id"]] = made;
    index.add(rows);
  }
  const auto rules = ClockRules::load({data_folder() / "clocks"}).value();
  const auto holidays = Holidays::load().value();
  const auto first = [](const json& record, const std::vector<std::string>& fields) -> std::optional<Date> {
    for (const auto& field : fields)
      if (record.contains(field)) return parse_date(record[field].get<std::string>());
    return std::nullopt;
  };
  const auto gate = index.gate();
  for (const char* as_of : {"2021-12-31", "2022-05-01", "2023-03-15", "2026-11-25"}) {
    std::map<std::pair<std::string, std::string>, std::map<ClockState, std::uint64_t>> expected;
    for (const auto& entry : truth)
      for (const ClockRule& rule : rules.rules()) {
        const json& record = entry.second;
        if (rule.kind != "petition") continue;
        const auto known = [&](const std::string& field) {
          const auto date = first(record, {field});
          return date && *date <= day(as_of);
        };
        if (std::any_of(rule.unless.begin(), rule.unless.end(), known)) continue;
        if (std::none_of(rule.to.begin(), rule.to.end(), known) &&
            std::any_of(rule.passed.begin(), rule.passed.end(), known))
          continue;
        if (!rule.when.empty() && record["channel"] != rule.when.front().any.front()) continue;
        ClockDates dates;
        dates.from = first(record, rule.from);
        for (const auto& field : rule.to)
          if (const auto to = first(record, {field}); to && (!dates.to || *to < *dates.to)) dates.to = to;
        const ClockVersion* version = dates.from ? rule.in_force(*dates.from) : nullptr;
        if (version == nullptr) continue;
        if (version->extension) dates.extended_to = first(record, {version->extension->to});
        if (version->suspension) dates.suspended_from = first(record, {version->suspension->from});
        if (version->suspension) dates.suspended_to = first(record, {version->suspension->to});
        const auto reading = version->count ? reckon_count(rule, *dates.from, record["headcount"], day(as_of))
                                            : reckon(rule, dates, day(as_of), holidays);
        if (reading) ++expected[{rule.name, record.value("organ", "")}][reading->state];
      }
    auto asked = request(as_of);
    asked.by = {"organ"};
    const auto answer = gate.clocks({}, asked);
    if (!answer) FAIL(answer.error().what.zh);
    CHECK(answer->records == truth.size());
    CHECK(answer->groups.size() == expected.size());
    for (const ClockGroup& group : answer->groups)
      for (std::size_t s = 0; s < kClockStates; ++s) {
        CAPTURE(as_of, group.clock, group.values.front(), s);
        CHECK(group.tally.states[s] ==
              expected[{group.clock, group.values.front()}][static_cast<ClockState>(s)]);
      }
  }
}
