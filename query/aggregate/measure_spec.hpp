/// What is measured, as a request writes it. Keywords in any case; a measure's key is its spec in lower case.
///
///   measure  = comparison ":" plain | plain
///   plain    = "count" | "share" | "rows:" rows | "distinct:" field | "rate:" field "=" value { "|" value }
///            | statistic ":" quantity | span
///   statistic = "sum" | "mean" | "min" | "max" | "median" | "p" number of 0 to 100
///   quantity = field | span                       (a span by itself: its mean)
///   span     = ("days" | "workdays") ":" date ".." date
///   comparison = "change" | "diff" | "yoy"        (on the period before; the same period a year before)
///
/// Source: docs/statistics.md
#pragma once
#include <string>
#include <vector>

#include "query/aggregate/aggregate.hpp"
#include "query/aggregate/group_spec.hpp"

namespace leian::query {

/// Where a measure's values come from: a column, or the days from one date to another.
struct Quantity {
  enum class Source { Column, Days, Workdays };

  Source source = Source::Column;
  const ColumnSpec* column = nullptr;  ///< of a span the date it begins with
  const ColumnSpec* until = nullptr;

  /// Whether values are doubles rather than whole numbers (days, fen, seconds).
  bool real() const { return source == Source::Column && column->type == FieldType::Number; }
  bool operator==(const Quantity&) const = default;
};

struct MeasureSpec {
  enum class Statistic { Count, Share, Rows, Rate, Distinct, Sum, Mean, Min, Max, Percentile };
  enum class Comparison { None, Change, Diff, Yoy };

  std::string key;
  Text label;
  Statistic statistic = Statistic::Count;
  Comparison comparison = Comparison::None;
  Quantity quantity;         ///< of Sum to Percentile; of Distinct its column
  std::int64_t percent = 0;  ///< of a Percentile, of kPercentScale
  std::string rows;          ///< of Rows: the field
  Plan condition;            ///< of a Rate

  Figure::Unit unit() const;
};

/// Errors: UnknownField, BadUsage (what cannot be read or does not fit its field, twice the same, a backward
/// range), TooLarge (too many).
Result<std::vector<MeasureSpec>> read_measure_specs(const std::vector<std::string>&, const SpecContext&);

}  // namespace leian::query
