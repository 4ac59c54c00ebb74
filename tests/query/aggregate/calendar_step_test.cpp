#include "query/aggregate/calendar_step.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

std::string named(const char* unit, const char* day) {
  const CalendarStepRow& row = *calendar_step_named(unit);
  return name_of(step_of(*parse_date(day), row), row);
}

}  // namespace

TEST_CASE("Days are named by every unit of the calendar", "[query][aggregate]") {
  struct Row {
    const char* day;
    const char* unit;
    const char* name;
  };
  const Row row = GENERATE(Row{"2017-09-30", "year", "2017"}, Row{"2017-09-30", "quarter", "2017-Q3"},
                           Row{"2017-12-31", "quarter", "2017-Q4"}, Row{"2017-09-30", "month", "2017-09"},
                           Row{"2017-09-30", "day", "2017-09-30"}, Row{"2017-09-30", "weekday", "6"},
                           Row{"1969-12-29", "weekday", "1"}, Row{"1970-01-04", "weekday", "7"},
                           Row{"2016-01-03", "week", "2015-W53"}, Row{"2016-01-04", "week", "2016-W01"},
                           Row{"2018-12-31", "week", "2019-W01"}, Row{"2020-12-31", "week", "2020-W53"},
                           Row{"2021-01-01", "week", "2020-W53"}, Row{"1969-12-28", "week", "1969-W52"});
  CAPTURE(row.day, row.unit);
  CHECK(named(row.unit, row.day) == row.name);
}

TEST_CASE("The first Friday of a month is its only one", "[query][aggregate]") {
  CHECK(named("first_friday", "2017-09-01") == "true");  // a Friday that opens the month
  CHECK(named("first_friday", "2017-10-06") == "true");
  CHECK(named("first_friday", "2017-12-07") == "false");  // a Thursday
  CHECK(named("first_friday", "2017-09-08") == "false");  // the second
  const CalendarStepRow& row = *calendar_step_named("first_friday");
  int fridays = 0;
  for (std::int32_t day = Date::of(2016, 1, 1)->days; day <= Date::of(2016, 12, 31)->days; ++day)
    fridays += static_cast<int>(step_of(Date{day}, row));
  CHECK(fridays == 12);
}

TEST_CASE("Periods that follow each other are numbered one after the other", "[query][aggregate]") {
  for (const CalendarStepRow& row : kCalendarSteps) {
    if (!row.running) continue;
    CAPTURE(row.name);
    std::int64_t before = step_of(*Date::of(1960, 1, 1), row);
    for (std::int32_t day = Date::of(1960, 1, 2)->days; day <= Date::of(2030, 1, 1)->days; ++day) {
      const std::int64_t step = step_of(Date{day}, row);
      REQUIRE((step == before || step == before + 1));
      before = step;
    }
  }
}
