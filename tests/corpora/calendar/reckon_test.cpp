// The clocks against tests/data/clock_cases.tsv, whose head says how its cases were worked out.
#include "corpora/calendar/reckon.hpp"

#include <fstream>
#include <set>
#include <sstream>

#include "corpora/core/paths.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

std::vector<std::vector<std::string>> cases() {
  std::ifstream file(std::string(LEIAN_TEST_DATA) + "/clock_cases.tsv");
  std::vector<std::vector<std::string>> rows;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.starts_with('#') || line.starts_with("clock\t")) continue;
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    rows.push_back(std::move(cells));
  }
  return rows;
}

const ClockRules& rules() {
  static const ClockRules all = ClockRules::load({data_folder() / "clocks"}).value();
  return all;
}

const Holidays& holidays() {
  static const Holidays table = Holidays::load().value();
  return table;
}

Date day(std::string_view text) { return parse_date(text).value(); }

std::string written(const std::optional<ClockReading>& reading) {
  if (!reading) return "- none - -";
  const std::string_view light = name_of(reading->light);
  return to_string(reading->due) + ' ' + std::string(name_of(reading->state)) + ' ' +
         std::to_string(reading->left) + ' ' + std::string(light.empty() ? "-" : light);
}

}  // namespace

TEST_CASE("clocks run as worked out from the articles", "[corpora][calendar][clocks]") {
  const auto rows = cases();
  REQUIRE(rows.size() >= 300);
  std::set<std::string> clocks;
  for (const auto& row : rows) {
    REQUIRE(row.size() == 12);
    CAPTURE(row[0], row[1], row[6], row[11]);
    const ClockDates dates{parse_date(row[1]), parse_date(row[2]), parse_date(row[3]), parse_date(row[4]),
                           parse_date(row[5])};
    const auto reading = reckon(*rules().find(row[0]).value(), dates, day(row[6]), holidays());
    CHECK(written(reading) == row[7] + ' ' + row[8] + ' ' + row[9] + ' ' + row[10]);
    clocks.insert(row[0]);
  }
  for (const ClockRule& rule : rules().rules())
    if (!rule.versions.front().count) CHECK(clocks.contains(rule.name));
}

TEST_CASE("a clock cites the article in force when it started", "[corpora][calendar][clocks]") {
  const auto article = [](const char* clock, const char* from) {
    return reckon(*rules().find(clock).value(), {day(from), {}, {}, {}, {}}, day(from), holidays())
        .value()
        .version->article.zh;
  };
  CHECK(article("petition_closing", "2022-04-30") == "《信访条例》第三十三条");
  CHECK(article("petition_closing", "2022-05-01") == "《信访工作条例》第三十四条");
  CHECK(article("confirmation_decision", "2012-12-31").find("第五条") != std::string::npos);
  CHECK(article("confirmation_decision", "2026-01-01").find("第一百八十七条") != std::string::npos);
}

TEST_CASE("a clock says when an extension, a hearing or the calendar was out of the ordinary",
          "[corpora][calendar][clocks]") {
  const ClockRule& closing = *rules().find("办结信访事项").value();
  CHECK(reckon(closing, {day("2026-07-01"), {}, day("2026-12-01"), {}, {}}, day("2026-07-02"), holidays())
            ->capped);
  CHECK_FALSE(
      reckon(closing, {day("2026-07-01"), {}, day("2026-09-29"), {}, {}}, day("2026-07-02"), holidays())
          ->capped);
  const ClockRule& recheck = *rules().find("petition_recheck").value();
  const ClockDates heard{day("2026-06-01"), {}, {}, day("2026-06-10"), {}};
  CHECK(reckon(recheck, heard, day("2026-06-20"), holidays())->stopped);
  CHECK_FALSE(reckon(recheck, heard, day("2026-06-09"), holidays())->stopped);
  const ClockRule& objection = *rules().find("petition_objection").value();
  CHECK(
      reckon(objection, {day("2026-12-29"), {}, {}, {}, {}}, day("2026-12-29"), holidays())->weekends_alone);
  CHECK_FALSE(
      reckon(objection, {day("2026-12-01"), {}, {}, {}, {}}, day("2026-12-01"), holidays())->weekends_alone);
  const ClockRule& request = *rules().find("confirmation_request").value();
  CHECK(reckon(request, {day("2026-12-15"), {}, {}, {}, {}}, day("2026-12-15"), holidays())->weekends_alone);
  CHECK_FALSE(
      reckon(closing, {day("2026-12-15"), {}, {}, {}, {}}, day("2026-12-15"), holidays())->weekends_alone);
}

TEST_CASE("a group visit may send five delegates", "[corpora][calendar][clocks]") {
  const ClockRule& rule = *rules().find("petition_delegates").value();
  CHECK(reckon_count(rule, day("2026-01-05"), 5, day("2026-11-25"))->state == ClockState::Met);
  const auto six = reckon_count(rule, day("2026-01-05"), 6, day("2026-11-25"));
  CHECK(six->state == ClockState::Exceeded);
  CHECK(six->light == Light::Red);
  CHECK(six->left == -1);
  CHECK_FALSE(reckon_count(rule, day("2026-01-05"), 6, day("2026-01-04")));
  CHECK_FALSE(reckon(rule, {day("2026-01-05"), {}, {}, {}, {}}, day("2026-11-25"), holidays()));
}

TEST_CASE("months beyond the calendar's end still come to an end", "[corpora][calendar][clocks]") {
  CHECK(add_period(day("9999-12-31"), {1, PeriodUnit::Month}, holidays()) > day("9999-12-31"));
}
