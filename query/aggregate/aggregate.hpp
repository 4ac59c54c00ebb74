/// Exact counts and measures over all matches of a query: what is asked and what is answered.
/// Shapes: a row for every combination of group values that records have; no row for what none has. Values
/// are codes with their labels beside. Counts are records. Source: docs/statistics.md,
/// docs/adr/0027-aggregates.md
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "query/request.hpp"

namespace leian::query {

inline constexpr std::size_t kMaxGroups = 3;
inline constexpr std::size_t kMaxMeasures = 32;
inline constexpr std::size_t kMaxCells = 100'000;  ///< rows of an answer
inline constexpr std::size_t kMaxStages = 12;      ///< of a funnel
inline constexpr std::uint32_t kMaxTop = 10'000;

struct AggregateRequest {
  std::string text;  ///< in the query language; empty or `*`: every record
  std::string kind;  ///< empty: all kinds
  std::vector<Filter> filters;
  std::vector<std::string> groups;    ///< as group_spec.hpp says
  std::vector<std::string> measures;  ///< as measure_spec.hpp says; the count is always there
  std::uint32_t top = 0;              ///< values of each group by value; the rest make one more. 0: all
  bool pivot = false;                 ///< two groups, with the margins of a table
  std::vector<std::string> funnel;    ///< date fields in order; instead of groups and measures
  std::chrono::milliseconds budget{10'000};
};

/// What a measure comes to. Nothing: no record has what it asks for.
struct Figure {
  enum class Unit { Plain, Yuan, Share, Days, Date, Moment };
  std::variant<std::monostate, std::int64_t, double> value;  ///< of Date days, of Moment seconds
  Unit unit = Unit::Plain;

  bool empty() const { return std::holds_alternative<std::monostate>(value); }
};

/// A group's value in a row. The rest of a `top` has none.
struct GroupValue {
  std::optional<std::string> value;
  std::string label;
};

struct AggregateRow {
  std::vector<GroupValue> group;  ///< parallel to the answer's groups
  std::uint64_t count = 0;        ///< records
  std::vector<Figure> figures;    ///< parallel to the answer's measures
};

/// A group or measure as it was asked for.
struct AggregateColumn {
  std::string key;  ///< a measure's spec in lower case; behind a rate's come key:low and key:high
  Text label;
};

/// The margins of a pivot: rows of the first group alone, of the second alone; in the order of the cells.
struct PivotMargins {
  std::vector<AggregateRow> rows;
  std::vector<AggregateRow> columns;
};

struct FunnelStage {
  std::string field;
  std::string label;
  std::uint64_t dated = 0;       ///< records with this date
  std::uint64_t reached = 0;     ///< with this and all dates before it, none earlier than the one before
  std::uint64_t disordered = 0;  ///< that reached the stage before and have this date, but an earlier one
  std::optional<double> median_days;        ///< from the stage before, of those that reached this
  std::optional<double> median_days_total;  ///< from the first stage
};

struct AggregateAnswer {
  std::uint64_t total = 0;    ///< matches, exact
  std::uint64_t missing = 0;  ///< matches in no row, having no value in some group
  std::vector<AggregateColumn> groups;
  std::vector<AggregateColumn> measures;
  std::vector<AggregateRow> rows;  ///< by the first group's order, then the second's, then the third's
  AggregateRow all;                ///< over all matches
  std::optional<PivotMargins> pivot;
  std::vector<FunnelStage> funnel;
  std::vector<Text> notes;
  std::uint64_t generation = 0;
  double milliseconds = 0;
};

}  // namespace leian::query
