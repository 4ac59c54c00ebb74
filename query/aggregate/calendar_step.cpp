#include "query/aggregate/calendar_step.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace leian::query {
namespace {

constexpr std::int64_t kWeek = 7;
/// 1970-01-01 was a Thursday: three days after a Monday.
constexpr std::int64_t kDaysFromMonday = 3;

std::int64_t floor_divided(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

/// Year and number of an ISO week.
std::pair<int, int> iso_week(std::int64_t week) {
  const Date thursday{static_cast<std::int32_t>(week * kWeek)};
  const Date new_year = *Date::of(thursday.year(), 1, 1);
  return {thursday.year(), static_cast<int>((thursday.days - new_year.days) / kWeek) + 1};
}

}  // namespace

const CalendarStepRow* calendar_step_named(std::string_view name) {
  const auto at = std::find_if(kCalendarSteps.begin(), kCalendarSteps.end(),
                               [&](const CalendarStepRow& row) { return row.name == name; });
  return at == kCalendarSteps.end() ? nullptr : &*at;
}

int weekday_of(Date date) {
  const std::int64_t days = date.days + kDaysFromMonday;
  return static_cast<int>(days - floor_divided(days, kWeek) * kWeek) + 1;
}

std::int64_t step_of(Date date, const CalendarStepRow& row) {
  switch (row.step) {
    case CalendarStep::Year:
      return date.year();
    case CalendarStep::Quarter:
      return date.year() * 4 + (date.month() - 1) / 3;
    case CalendarStep::Month:
      return date.year() * 12 + date.month() - 1;
    case CalendarStep::Week:
      return floor_divided(date.days + kDaysFromMonday, kWeek);
    case CalendarStep::Weekday:
      return weekday_of(date);
    case CalendarStep::FirstWeekday:
      return weekday_of(date) == row.weekday && date.day() <= kWeek ? 1 : 0;
    case CalendarStep::Day:
    case CalendarStep::Hour:
      break;
  }
  return date.days;
}

std::string name_of(std::int64_t step, const CalendarStepRow& row) {
  switch (row.step) {
    case CalendarStep::Quarter:
      return fmt::format("{:04}-Q{}", step / 4, step % 4 + 1);
    case CalendarStep::Month:
      return fmt::format("{:04}-{:02}", step / 12, step % 12 + 1);
    case CalendarStep::Week: {
      const auto [year, number] = iso_week(step);
      return fmt::format("{:04}-W{:02}", year, number);
    }
    case CalendarStep::Day:
      return to_string(Date{static_cast<std::int32_t>(step)});
    case CalendarStep::FirstWeekday:
      return step == 1 ? "true" : "false";
    case CalendarStep::Year:
      return fmt::format("{:04}", step);
    case CalendarStep::Weekday:
    case CalendarStep::Hour:
      break;
  }
  return fmt::format("{}", step);
}

std::string label_of(std::int64_t step, const CalendarStepRow& row) {
  static constexpr std::array<std::string_view, 8> kWeekdays{"",       "星期一", "星期二", "星期三",
                                                             "星期四", "星期五", "星期六", "星期日"};
  switch (row.step) {
    case CalendarStep::Year:
      return fmt::format("{}年", step);
    case CalendarStep::Quarter:
      return fmt::format("{}年第{}季度", step / 4, step % 4 + 1);
    case CalendarStep::Month:
      return fmt::format("{}年{}月", step / 12, step % 12 + 1);
    case CalendarStep::Week: {
      const auto [year, number] = iso_week(step);
      return fmt::format("{}年第{}周", year, number);
    }
    case CalendarStep::Weekday:
      return std::string(kWeekdays[static_cast<std::size_t>(step)]);
    case CalendarStep::Hour:
      return fmt::format("{}时", step);
    case CalendarStep::FirstWeekday:
      return step == 1 ? "是" : "否";
    case CalendarStep::Day:
      break;
  }
  return name_of(step, row);
}

}  // namespace leian::query
