#include "corpora/calendar/reckon.hpp"

#include <algorithm>
#include <array>

namespace leian {
namespace {

constexpr std::array<std::string_view, kClockStates> kStateNames{"running", "overdue", "met",
                                                                 "late",    "lapsed",  "exceeded"};
constexpr std::array<std::string_view, 4> kLightNames{"", "green", "yellow", "red"};

Date month_later(Date date, int months) {
  const int total = date.year() * 12 + date.month() - 1 + months;
  for (int day = date.day(); day > 0; --day)
    if (const auto found = Date::of(total / 12, total % 12 + 1, day)) return *found;
  constexpr int kMonth = 30;
  return {date.days + kMonth * months};  // beyond the last year there is
}

/// Days of a suspension that fall behind the start, up to the day asked about or the day it was done.
int suspended_days(const ClockDates& dates, const ClockVersion& version, Date last,
                   const Holidays& holidays) {
  if (!version.suspension || !dates.suspended_from || *dates.suspended_from > last) return 0;
  const Date from{std::max(dates.suspended_from->days - 1, dates.from->days)};
  const Date to = dates.suspended_to ? std::min(*dates.suspended_to, last) : last;
  if (to <= from) return 0;
  return version.limit.unit == PeriodUnit::WorkingDay ? holidays.working_days_between(from, to)
                                                      : to.days - from.days;
}

/// The last day by the limit alone, with what does not count and with the extension, before it is moved.
Date last_day(const ClockDates& dates, Date last, const Holidays& holidays, ClockReading& reading) {
  const ClockVersion& version = *reading.version;
  Date due = add_period(*dates.from, version.limit, holidays);
  if (dates.suspended_from && *dates.suspended_from <= due) {
    const int days = suspended_days(dates, version, last, holidays);
    due = version.limit.unit == PeriodUnit::WorkingDay ? holidays.add_working_days(due, days)
                                                       : Date{due.days + days};
  }
  if (!version.extension || !dates.extended_to || *dates.extended_to <= due) return due;
  const Date most = add_period(due, version.extension->most, holidays);
  reading.extended_to = dates.extended_to;
  reading.capped = *dates.extended_to > most;
  return std::min(*dates.extended_to, most);
}

int left_until(Date due, Date day, PeriodUnit unit, const Holidays& holidays) {
  if (unit != PeriodUnit::WorkingDay) return due.days - day.days;
  const int days = holidays.working_days_between(day, due);
  return day > due ? std::min(days, -1) : days;  // over is over, if only by a weekend
}

ClockState state_of(const ClockRule& rule, const ClockReading& reading, Date as_of) {
  if (reading.done) return *reading.done <= reading.due ? ClockState::Met : ClockState::Late;
  if (as_of <= reading.due) return ClockState::Running;
  return rule.duty ? ClockState::Overdue : ClockState::Lapsed;
}

Light light_of(const ClockRule& rule, const ClockReading& reading) {
  if (reading.state == ClockState::Overdue || reading.state == ClockState::Exceeded) return Light::Red;
  if (reading.state != ClockState::Running) return Light::None;
  return reading.left <= rule.yellow ? Light::Yellow : Light::Green;
}

}  // namespace

std::string_view name_of(ClockState state) { return kStateNames[static_cast<std::size_t>(state)]; }
std::string_view name_of(Light light) { return kLightNames[static_cast<std::size_t>(light)]; }

std::optional<ClockState> clock_state_named(std::string_view name) {
  for (std::size_t i = 0; i < kStateNames.size(); ++i)
    if (kStateNames[i] == name) return static_cast<ClockState>(i);
  return std::nullopt;
}

std::optional<Light> light_named(std::string_view name) {
  for (std::size_t i = 1; i < kLightNames.size(); ++i)
    if (kLightNames[i] == name) return static_cast<Light>(i);
  return std::nullopt;
}

Date add_period(Date from, Period period, const Holidays& holidays) {
  switch (period.unit) {
    case PeriodUnit::Month:
      return month_later(from, period.amount);
    case PeriodUnit::WorkingDay:
      return holidays.add_working_days(from, period.amount);
    case PeriodUnit::Day:
      break;
  }
  return {from.days + period.amount};
}

std::optional<ClockReading> reckon(const ClockRule& rule, const ClockDates& dates, Date as_of,
                                   const Holidays& holidays) {
  if (!dates.from || *dates.from > as_of) return std::nullopt;
  ClockReading reading;
  reading.version = rule.in_force(*dates.from);
  if (reading.version == nullptr || reading.version->count) return std::nullopt;
  reading.from = *dates.from;
  if (dates.to && *dates.to <= as_of) reading.done = dates.to;
  const Date last = reading.done ? std::min(*reading.done, as_of) : as_of;
  const Date unmoved = last_day(dates, last, holidays, reading);
  reading.due = reading.version->moves_to_working_day ? holidays.working_day_from(unmoved) : unmoved;
  const PeriodUnit unit = reading.version->limit.unit;
  if (unit == PeriodUnit::WorkingDay)
    reading.weekends_alone = !holidays.knows(reading.from, reading.due);
  else if (reading.version->moves_to_working_day)
    reading.weekends_alone = !holidays.knows(unmoved, reading.due);
  reading.left = left_until(reading.due, last, unit, holidays);
  reading.state = state_of(rule, reading, as_of);
  reading.light = light_of(rule, reading);
  reading.stopped = !reading.done && reading.version->suspension && dates.suspended_from &&
                    *dates.suspended_from <= as_of && (!dates.suspended_to || *dates.suspended_to >= as_of) &&
                    reading.state == ClockState::Running;
  return reading;
}

std::optional<ClockReading> reckon_count(const ClockRule& rule, Date from, double value, Date as_of) {
  ClockReading reading;
  reading.version = rule.in_force(from);
  if (from > as_of || reading.version == nullptr || !reading.version->count) return std::nullopt;
  reading.from = reading.due = from;
  reading.left = static_cast<int>(reading.version->count->most - value);
  reading.state = value > reading.version->count->most ? ClockState::Exceeded : ClockState::Met;
  reading.light = light_of(rule, reading);
  return reading;
}

}  // namespace leian
