/// Statutory clocks over the records of an index: where each stands as of a day, the list of those that ran
/// out or soon will, and rates by unit and month. Read from columns alone; only listed records are opened.
/// Counts are of clocks: a record has as many as rules apply to it. Cost: O(matches × clocks of their kind).
/// One thread at a time. Source: docs/adr/0028-clocks.md, docs/clocks.md
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpora/calendar/reckon.hpp"
#include "query/clocks/clock_book.hpp"
#include "query/search/narrowing.hpp"

namespace leian::query {

inline constexpr std::size_t kMaxClockGroups = 3;  ///< fields to count by

struct ClockRequest {
  Narrowing records;
  std::vector<std::string> clocks;  ///< by name or label; empty: all
  Date as_of;
  std::vector<std::string> lights;  ///< to list; with `states` both empty: red and yellow
  std::vector<std::string> states;
  /// Facet fields, or `year`, `quarter`, `month` of the day a clock is due. Empty: one group a clock.
  std::vector<std::string> by;
  std::uint32_t limit = 50;  ///< items; 0 to kMaxHits
  std::uint32_t offset = 0;  ///< 0 to kMaxOffset
  std::chrono::milliseconds budget{60'000};
};

/// Clocks that have started, by how they stand.
struct ClockTally {
  std::uint64_t states[kClockStates] = {};
  std::uint64_t yellow = 0;  ///< of those running

  std::uint64_t of(ClockState state) const { return states[static_cast<std::size_t>(state)]; }
  std::uint64_t started() const;
  /// Overdue, done late, or beyond a number.
  std::uint64_t breached() const {
    return of(ClockState::Overdue) + of(ClockState::Late) + of(ClockState::Exceeded);
  }
  /// Share kept of those that are decided: kept or breached. Nothing where none is.
  std::optional<double> met_rate() const;
};

struct ClockGroup {
  std::string clock;
  Text label;
  std::vector<std::string> values;  ///< parallel to `by`; empty: records without a value
  std::vector<std::string> labels;
  ClockTally tally;
};

struct ClockItem {
  std::string id;
  std::string kind;
  std::string title;
  std::string clock;
  Text label;
  PeriodUnit unit = PeriodUnit::Day;
  bool counts = false;   ///< a limit on a number, not on time
  ClockReading reading;  ///< its `version` is null here
  Text article;
  Text counting;
  std::string organ;  ///< as people read it; empty: none, or not for the caller
  std::string handler;
  std::vector<Text> notes;
};

struct ClockAnswer {
  Date as_of;
  std::uint64_t records = 0;       ///< that were looked at
  std::vector<ClockGroup> groups;  ///< by clock; the worst first, or in order of time where counted by it
  std::uint64_t total = 0;         ///< items, those beyond the limit with them
  std::vector<ClockItem> items;    ///< the longest over first
  std::vector<Text> notes;
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

/// A request with the rules to answer it by.
struct ClockQuestion {
  const ClockRequest& request;
  const ClockBook& book;
  std::chrono::milliseconds budget;
};

/// Errors: BadQuery, UnknownField, UnknownKind, NotFound (a clock), BadUsage, TooLarge (more than kMaxGroups
/// groups), IndexDamaged. Throws OutOfTime and Xapian::Error.
Result<ClockAnswer> answer_clocks(const Asking&, const ClockQuestion&);

}  // namespace leian::query
