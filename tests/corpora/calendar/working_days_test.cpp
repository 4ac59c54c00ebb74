#include "corpora/calendar/working_days.hpp"

#include "tests/support/catch.hpp"

using namespace leian;

namespace {

const Holidays& shipped() {
  static const Holidays table = Holidays::load().value();
  return table;
}

Date day(std::string_view text) { return parse_date(text).value(); }

}  // namespace

TEST_CASE("days are worked as the State Council announced", "[corpora][calendar]") {
  const auto [text, worked] = GENERATE(table<std::string, bool>({
      {"2026-11-25", true},  {"2026-11-28", false}, {"2026-02-14", true},  {"2026-02-15", false},
      {"2026-02-23", false}, {"2026-02-24", true},  {"2026-02-28", true},  {"2025-01-26", true},
      {"2025-01-28", false}, {"2025-02-04", false}, {"2025-02-08", true},  {"2024-02-09", true},
      {"2024-02-10", false}, {"2024-02-18", true},  {"2020-01-31", false}, {"2020-02-02", false},
      {"2020-02-03", true},  {"2015-09-03", false}, {"2015-09-06", true},  {"2018-12-29", true},
      {"2018-12-31", false}, {"2022-12-31", false}, {"2013-10-12", true},  {"2012-09-29", true},
  }));
  CAPTURE(text);
  CHECK(shipped().is_working_day(day(text)) == worked);
}

TEST_CASE("the day that a period starts on does not count", "[corpora][calendar]") {
  // Friday before Spring Festival of 2026: behind it are the make-up Saturday, then nine days off.
  CHECK(shipped().add_working_days(day("2026-02-13"), 1) == day("2026-02-14"));
  CHECK(shipped().add_working_days(day("2026-02-13"), 2) == day("2026-02-24"));
  CHECK(shipped().add_working_days(day("2026-02-13"), 5) == day("2026-02-27"));
  CHECK(shipped().add_working_days(day("2026-02-13"), 6) == day("2026-02-28"));
  CHECK(shipped().working_days_between(day("2026-02-13"), day("2026-02-28")) == 6);
  CHECK(shipped().working_days_between(day("2026-02-28"), day("2026-02-13")) == -6);
  CHECK(shipped().working_days_between(day("2026-02-15"), day("2026-02-23")) == 0);
  CHECK(shipped().working_day_from(day("2026-02-15")) == day("2026-02-24"));
  CHECK(shipped().add_working_days(day("2026-02-24"), -1) == day("2026-02-14"));
  CHECK(shipped().add_working_days(day("2026-02-15"), 0) == day("2026-02-15"));
}

TEST_CASE("counting days one by one gives the same", "[corpora][calendar]") {
  const Date first = day("2010-06-01");
  for (int offset = 0; offset < 6500; offset += 7) {
    const Date from{first.days + offset};
    int worked = 0;
    for (int ahead = 1; ahead <= 40; ++ahead) {
      const Date to{from.days + ahead};
      worked += shipped().is_working_day(to) ? 1 : 0;
      if (shipped().working_days_between(from, to) != worked) FAIL(to_string(from) + " " + to_string(to));
      if (!shipped().is_working_day(to)) continue;
      if (shipped().add_working_days(from, worked) != to) FAIL(to_string(from) + " " + to_string(to));
    }
  }
}

TEST_CASE("a table says which years it knows", "[corpora][calendar]") {
  CHECK(shipped().knows(day("2012-01-01"), day("2026-12-31")));
  CHECK_FALSE(shipped().knows(day("2026-12-31"), day("2027-01-01")));
  CHECK_FALSE(shipped().knows(day("2009-12-31"), day("2012-01-01")));
  CHECK(shipped().is_working_day(day("2027-01-01")));  // a Friday: told by weekends alone
  CHECK_FALSE(Holidays().knows(day("2020-01-01"), day("2020-01-01")));
  CHECK(Holidays().add_working_days(day("2026-11-27"), 1) == day("2026-11-30"));
}

TEST_CASE("a holiday table that cannot be right says where", "[corpora][calendar]") {
  const std::string head = "#years\t2020\t2021\nfrom\tto\tday\tname\n";
  const auto text = GENERATE_COPY(values<std::string>({
      "from\tto\tday\tname\n2020-01-01\t2020-01-01\toff\t元旦\n",
      "#years\t2021\t2020\nfrom\tto\tday\tname\n",
      "#years\tx\t2020\n",
      head + "2020-01-01\t2020-01-01\toff\n",
      head + "2020-01-02\t2020-01-01\toff\t元旦\n",
      head + "2020-01-01\t2020-12-01\toff\t元旦\n",
      head + "2020-02-30\t2020-03-01\toff\t元旦\n",
      head + "2020-01-01\t2020-01-01\tmaybe\t元旦\n",
      head + "2020-01-01\t2020-01-03\toff\t元旦\n2020-01-03\t2020-01-03\twork\t元旦\n",
      head + "2022-01-01\t2022-01-01\toff\t元旦\n",
      head + "2020-01-01\t2020-01-01\toff\t\xff\n",
      "",
  }));
  CAPTURE(text);
  const auto table = Holidays::parse(text, "cn.tsv");
  REQUIRE_FALSE(table);
  CHECK(table.error().code == ErrorCode::BadInput);
  CHECK(table.error().what.zh.find("cn.tsv") != std::string::npos);
}
