#include "corpora/core/date.hpp"

#include <fmt/format.h>

#include <string>

#include "tests/support/catch.hpp"

using leian::Date;
using leian::DateTime;

namespace {

struct Reading {
  std::string text;
  std::string value;  ///< empty: not a date
};

std::string read_date(const std::string& text) {
  const auto date = leian::parse_date(text);
  return date ? to_string(*date) : "";
}

std::string read_moment(const std::string& text) {
  const auto moment = leian::parse_datetime(text);
  return moment ? to_string(*moment) : "";
}

std::string read_period(const std::string& text) {
  const auto range = leian::parse_period(text);
  return range ? to_string(range->from) + ".." + to_string(range->to) : "";
}

std::string chinese(int number) {
  static const char* const kDigits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const std::string tens = number < 10 ? "" : number < 20 ? "十" : std::string(kDigits[number / 10]) + "十";
  return tens + kDigits[number % 10];
}

std::string chinese_year(int year) {
  static const char* const kDigits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  std::string text;
  for (const char c : std::to_string(year)) text += kDigits[c - '0'];
  return text;
}

}  // namespace

TEST_CASE("a day is read however a ledger writes it", "[core][date]") {
  for (const auto& [text, value] : {
           Reading{"2017-09-30", "2017-09-30"},
           {"2017/9/30", "2017-09-30"},
           {"2017.9.30", "2017-09-30"},
           {"20170930", "2017-09-30"},
           {"2017年9月30日", "2017-09-30"},
           {"2017年09月30号", "2017-09-30"},
           {" 2017 年 9 月 30 日 ", "2017-09-30"},
           {"二〇一七年九月三十日", "2017-09-30"},
           {"二零一七年十二月三十一日", "2017-12-31"},
           {"二○一七年十月廿一日", "2017-10-21"},
           {"２０１７－０９－３０", "2017-09-30"},
           {"２０１７年９月３０日", "2017-09-30"},
           {"\u30002017-09-30\u3000", "2017-09-30"},
           {"2017-09-30 08:05", "2017-09-30"},
           {"2017-09-30T23:59:59", "2017-09-30"},
           {"2016-02-29", "2016-02-29"},
           {"2000-02-29", "2000-02-29"},
           {"0001-01-01", "0001-01-01"},
           {"9999-12-31", "9999-12-31"},
       }) {
    CAPTURE(text);
    CHECK(read_date(text) == value);
  }
}

TEST_CASE("what is not a day is refused", "[core][date]") {
  for (const std::string text : {"2017-02-30",
                                 "2017-02-29",
                                 "1900-02-29",
                                 "2017-13-01",
                                 "2017-00-10",
                                 "2017-10-00",
                                 "2017-04-31",
                                 "0000-01-01",
                                 "20170230",
                                 "2017年2月30日",
                                 "二〇一七年二月三十日",
                                 "二〇一七年十三月一日",
                                 "2017-09",
                                 "2017",
                                 "2017-09/30",
                                 "17-09-30",
                                 "2017-009-30",
                                 "2017-9-300",
                                 "2017-09-30x",
                                 "x2017-09-30",
                                 "2017-09-30 25:00",
                                 "2017-09-30 8",
                                 "2017-09-30T",
                                 "2017年9月30",
                                 "2017年九",
                                 "09/30/2017",
                                 "201709301",
                                 "-2017-09-30",
                                 "12017-09-30",
                                 "abc",
                                 "",
                                 " ",
                                 "年月日",
                                 "2017-09-30\xFF",
                                 "\xE5\xB9"}) {
    CAPTURE(text);
    CHECK(!leian::parse_date(text));
    CHECK(!leian::parse_datetime(text));
  }
}

TEST_CASE("a moment is read with its time and zone", "[core][date]") {
  for (const auto& [text, value] : {
           Reading{"2020/1/6 12:09:38", "2020-01-06T12:09:38+08:00"},
           {"2019-04-25T09:32:09Z", "2019-04-25T17:32:09+08:00"},
           {"2019-04-25T20:00:00Z", "2019-04-26T04:00:00+08:00"},
           {"2019-04-25T09:32:09+08:00", "2019-04-25T09:32:09+08:00"},
           {"2019-04-25T09:32:09+0800", "2019-04-25T09:32:09+08:00"},
           {"2019-04-25T09:32:09+08", "2019-04-25T09:32:09+08:00"},
           {"2019-04-25T09:32:09 -05:30", "2019-04-25T23:02:09+08:00"},
           {"2019-04-25 9:05", "2019-04-25T09:05:00+08:00"},
           {"2019-04-25 09:05:30.250", "2019-04-25T09:05:30+08:00"},
           {"20190425 23:59:59", "2019-04-25T23:59:59+08:00"},
           {"2019年4月25日9时5分30秒", "2019-04-25T09:05:30+08:00"},
           {"2019年4月25日9时许", ""},
           {"2019年4月25日 21时", "2019-04-25T21:00:00+08:00"},
           {"2019年4月25日9点整", "2019-04-25T09:00:00+08:00"},
           {"二〇一九年四月二十五日九时零五分", "2019-04-25T09:05:00+08:00"},
           {"2019-04-25", "2019-04-25T00:00:00+08:00"},
           {"1969-12-31 23:59:59", "1969-12-31T23:59:59+08:00"},
           {"2019-04-25 24:00", ""},
           {"2019-04-25 12:60", ""},
           {"2019-04-25 12:00:60", ""},
           {"2019-04-25 12:", ""},
           {"2019-04-25 12:00:", ""},
           {"2019-04-25 12:00+", ""},
           {"2019-04-25 12:00+15:00", ""},
           {"2019-04-25 12:00 ZZ", ""},
           {"9999-12-31T23:00:00Z", ""},
           {"9999-12-31T15:59:59Z", "9999-12-31T23:59:59+08:00"},
           {"0001-01-01T00:00:00+14:00", ""},
           {"0001-01-01T00:00:00+08:00", "0001-01-01T00:00:00+08:00"},
       }) {
    CAPTURE(text);
    CHECK(read_moment(text) == value);
  }
}

TEST_CASE("a period is read as its first and last day", "[core][date]") {
  for (const auto& [text, value] : {
           Reading{"2017", "2017-01-01..2017-12-31"},
           {"2017年", "2017-01-01..2017-12-31"},
           {"二〇一七年", "2017-01-01..2017-12-31"},
           {"2017-03", "2017-03-01..2017-03-31"},
           {"2017年3月", "2017-03-01..2017-03-31"},
           {"2017 年 3 月", "2017-03-01..2017-03-31"},
           {"2016-02", "2016-02-01..2016-02-29"},
           {"2017-Q1", "2017-01-01..2017-03-31"},
           {"2017-q4", "2017-10-01..2017-12-31"},
           {"2017年第三季度", "2017-07-01..2017-09-30"},
           {"2017-03-05", "2017-03-05..2017-03-05"},
           {"20170305", "2017-03-05..2017-03-05"},
           {"2017-13", ""},
           {"2017-Q5", ""},
           {"2017-Q0", ""},
           {"2017年3", ""},
           {"2017年第三", ""},
           {"0000", ""},
           {"17", ""},
           {"2017-03-05..", ""},
           {"", ""},
       }) {
    CAPTURE(text);
    CHECK(read_period(text) == value);
  }
}

TEST_CASE("every day from 1900 to 2100 reads back from every form", "[core][date]") {
  const Date last = *Date::of(2100, 12, 31);
  int days = 0;
  for (Date date = *Date::of(1900, 1, 1); date <= last; ++date.days, ++days) {
    const int year = date.year();
    const int month = date.month();
    const int day = date.day();
    const bool same =
        Date::of(year, month, day) == date && leian::parse_date(to_string(date)) == date &&
        leian::parse_date(fmt::format("{}/{}/{}", year, month, day)) == date &&
        leian::parse_date(fmt::format("{}{:02}{:02}", year, month, day)) == date &&
        leian::parse_date(chinese_year(year) + "年" + chinese(month) + "月" + chinese(day) + "日") == date;
    if (!same) FAIL(to_string(date));
  }
  CHECK(days == 73414);
}

TEST_CASE("a moment keeps its day and second before and after 1970", "[core][date]") {
  for (const int year : {1, 1900, 1969, 1970, 2017, 9999}) {
    const Date date = *Date::of(year, 3, 1);
    for (const int second : {0, 1, 86399}) {
      const DateTime moment = DateTime::at(date, second / 3600, second / 60 % 60, second % 60);
      CHECK(moment.date() == date);
      CHECK(leian::parse_datetime(to_string(moment)) == moment);
    }
  }
}
