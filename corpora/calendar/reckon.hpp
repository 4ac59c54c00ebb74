/// Where a clock stands on a day: when it is due, what is left or over, and its light.
/// The day that a period starts on does not count; the last day counts whole. What lies behind the day asked
/// about is not known yet: a clock started later has not started, and what was done later is not done.
/// Threads: pure functions. Source: the clock's article; 民法典 arts. 200 to 203; docs/adr/0028-clocks.md
#pragma once
#include <optional>
#include <string_view>

#include "corpora/calendar/clock_rule.hpp"
#include "corpora/calendar/working_days.hpp"

namespace leian {

enum class ClockState {
  Running,   ///< not due yet
  Overdue,   ///< due and not done
  Met,       ///< done in time
  Late,      ///< done, but too late
  Lapsed,    ///< a right that was not used in time
  Exceeded,  ///< a limit on a number, passed
};
inline constexpr std::size_t kClockStates = 6;
enum class Light { None, Green, Yellow, Red };

std::string_view name_of(ClockState);  ///< running, overdue …
std::string_view name_of(Light);       ///< green, yellow, red; empty for none
std::optional<ClockState> clock_state_named(std::string_view);
std::optional<Light> light_named(std::string_view);

/// What a record says about one clock.
struct ClockDates {
  std::optional<Date> from;
  std::optional<Date> to;
  std::optional<Date> extended_to;
  std::optional<Date> suspended_from;
  std::optional<Date> suspended_to;
};

struct ClockReading {
  const ClockVersion* version = nullptr;  ///< by which it runs; of the rule
  Date from;
  Date due;
  std::optional<Date> done;
  /// Until due, counted from the day it was done, else from the day asked about; in working days where the
  /// limit is in those, else in days. Negative: over. Of a limit on a number: how many are left of it.
  int left = 0;
  ClockState state = ClockState::Running;
  Light light = Light::None;
  std::optional<Date> extended_to;  ///< as the record says, where it counts
  bool capped = false;              ///< the extension was longer than allowed
  bool stopped = false;             ///< on the day asked about the clock does not run
  bool weekends_alone = false;      ///< the reckoning reaches into years without a holiday table
};

/// Nothing where the clock has not started by `as_of`, or no version was in force when it did.
std::optional<ClockReading> reckon(const ClockRule&, const ClockDates&, Date as_of, const Holidays&);

/// The same of a limit on a number.
std::optional<ClockReading> reckon_count(const ClockRule&, Date from, double value, Date as_of);

/// `date` plus a period: months go to the same day of the month, or to its last.
Date add_period(Date, Period, const Holidays&);

}  // namespace leian
