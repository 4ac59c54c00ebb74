/// Units of the calendar that dates are grouped by. A step is a whole number: of units that run on, the next
/// period is the next number. Days begin at midnight of UTC+8, weeks on Monday (ISO 8601: week 1 holds the
/// year's first Thursday). Threads: pure functions.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "corpora/core/date.hpp"
#include "corpora/core/error.hpp"

namespace leian::query {

enum class CalendarStep { Year, Quarter, Month, Week, Day, Weekday, Hour, FirstWeekday };

struct CalendarStepRow {
  CalendarStep step;
  std::string_view name;  ///< as a group says it
  std::string_view zh, en;
  bool running;      ///< periods follow each other
  int steps_a_year;  ///< 0: not the same number every year
  int weekday = 0;   ///< of FirstWeekday: 1, Monday, to 7
};

inline constexpr std::array kCalendarSteps{
    CalendarStepRow{CalendarStep::Year, "year", "年", "year", true, 1},
    CalendarStepRow{CalendarStep::Quarter, "quarter", "季度", "quarter", true, 4},
    CalendarStepRow{CalendarStep::Month, "month", "月", "month", true, 12},
    CalendarStepRow{CalendarStep::Week, "week", "周", "week", true, 0},
    CalendarStepRow{CalendarStep::Day, "day", "日", "day", true, 0},
    CalendarStepRow{CalendarStep::Weekday, "weekday", "星期", "weekday", false, 0},
    CalendarStepRow{CalendarStep::Hour, "hour", "时", "hour", false, 0},
    CalendarStepRow{CalendarStep::FirstWeekday, "first_monday", "当月首个星期一", "first Monday", false, 0,
                    1},
    CalendarStepRow{CalendarStep::FirstWeekday, "first_tuesday", "当月首个星期二", "first Tuesday", false, 0,
                    2},
    CalendarStepRow{CalendarStep::FirstWeekday, "first_wednesday", "当月首个星期三", "first Wednesday", false,
                    0, 3},
    CalendarStepRow{CalendarStep::FirstWeekday, "first_thursday", "当月首个星期四", "first Thursday", false,
                    0, 4},
    CalendarStepRow{CalendarStep::FirstWeekday, "first_friday", "当月首个星期五", "first Friday", false, 0,
                    5},
    CalendarStepRow{CalendarStep::FirstWeekday, "first_saturday", "当月首个星期六", "first Saturday", false,
                    0, 6},
    CalendarStepRow{CalendarStep::FirstWeekday, "first_sunday", "当月首个星期日", "first Sunday", false, 0,
                    7},
};

const CalendarStepRow* calendar_step_named(std::string_view name);

/// The step that a day belongs to; of FirstWeekday 1 where the day is it, else 0. Not for Hour.
std::int64_t step_of(Date, const CalendarStepRow&);

/// 1, Monday, to 7.
int weekday_of(Date);

/// As a filter takes it where it takes such: 2017, 2017-Q3, 2017-09, 2017-W39, 2017-09-30; 1 to 7, 0 to 23,
/// true or false.
std::string name_of(std::int64_t step, const CalendarStepRow&);
/// As people read it: 2017年, 2017年第3季度, 2017年9月, 2017年第39周, 星期五, 9时, 是.
std::string label_of(std::int64_t step, const CalendarStepRow&);

}  // namespace leian::query
