/// What is grouped by, as a request writes it.
///
///   cause                 its values as records hold them; of dates their days
///   region@2              a code list's tree at a level, 1 being the top; a code that stands above the level
///                         is a group of its own
///   closed:month          year, quarter, month, week, day, weekday, hour, first_monday … first_sunday
///   amount:ranges=..1万|1万..10万|>10万
///   deductions.item       a column of nested rows
///
/// A record with several values counts once in each of their groups; one without a value is in none.
/// Threads: immutable once read. Source: docs/statistics.md
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "query/aggregate/calendar_step.hpp"
#include "query/match/ranges.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

struct GroupSpec {
  enum class Shape { Values, Level, Calendar, Ranges };

  std::string key;  ///< as written, the field by its name
  Text label;
  const ColumnSpec* column = nullptr;
  Shape shape = Shape::Values;
  int level = 0;
  const CalendarStepRow* step = nullptr;               ///< of a Calendar
  std::vector<std::pair<std::string, Bounds>> ranges;  ///< as written

  /// Whether a `top` may take groups together: those of codes, keywords and names.
  bool by_value() const {
    return shape == Shape::Level || (shape == Shape::Values && column->type != FieldType::Boolean &&
                                     row_of(column->type).column == ColumnShape::Dictionary);
  }
};

inline constexpr int kMaxLevel = 9;

/// What specs are read against. `kind`: whose labels are taken where several kinds have a field; may be null.
struct SpecContext {
  const Asking& asking;
  const Kind* kind = nullptr;
};

/// Errors: UnknownField (also a field the caller may not see), BadUsage, TooLarge (too many groups or
/// ranges).
Result<std::vector<GroupSpec>> read_group_specs(const std::vector<std::string>&, const SpecContext&);

/// The column of a field or of a column of nested rows, null where it has none (a text). Errors:
/// UnknownField, also for what the caller may not see.
Result<const ColumnSpec*> counted_column(std::string_view name, const Asking&);

/// The label of a column's field, of nested rows with theirs in front; a column of `kind` is 种类.
Text label_of_column(const ColumnSpec&, const SpecContext&);

}  // namespace leian::query
