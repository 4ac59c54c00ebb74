/// Calendar dates and times of day as they stand in Chinese records: local time, UTC+8, no time-zone
/// arithmetic. Units: Date counts days, DateTime seconds, both since 1970-01-01 00:00 local. Range: years 1
/// to 9999. Threads: value types and pure functions.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leian {

/// A calendar day.
struct Date {
  std::int32_t days = 0;

  auto operator<=>(const Date&) const = default;

  /// The day year-month-day, or nothing where the calendar has no such day (2017-02-30).
  static std::optional<Date> of(int year, int month, int day);
  int year() const;
  int month() const;  ///< 1 to 12
  int day() const;    ///< 1 to 31
};

/// A moment, to the second, on the clock of UTC+8.
struct DateTime {
  std::int64_t seconds = 0;

  auto operator<=>(const DateTime&) const = default;

  Date date() const;
  static DateTime at(Date, int hour = 0, int minute = 0, int second = 0);
};

/// Reads the ways a day is written in ledgers: 2017-09-30, 2017/9/30, 2017.9.30, 20170930, 2017年9月30日,
/// 二〇一七年九月三十日; with a time of day behind it the time is dropped (after a zone, where one is named,
/// was converted). Nothing for anything else, or for a day that does not exist.
std::optional<Date> parse_date(std::string_view);

/// Reads a day with an optional time of day (9:05, 09:05:30, ISO's T, 9时5分30秒); a zone Z or ±hh:mm is
/// converted to UTC+8.
std::optional<DateTime> parse_datetime(std::string_view);

std::string to_string(Date);      ///< 2017-09-30
std::string to_string(DateTime);  ///< 2017-09-30T08:05:00+08:00

/// A day range, both ends included.
struct DateRange {
  Date from;
  Date to;
  bool operator==(const DateRange&) const = default;
};

/// The days a period covers: 2017 (the year), 2017-03 or 2017年3月 (the month), 2017-Q1 or 2017年第一季度
/// (the quarter), or one day.
std::optional<DateRange> parse_period(std::string_view);

}  // namespace leian
