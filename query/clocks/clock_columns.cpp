#include "query/clocks/clock_columns.hpp"

#include <algorithm>
#include <cmath>

namespace leian::query {
namespace {

/// Finds the columns of a kind's fields that the caller may see.
class Finder {
 public:
  Finder(const SegmentView& view, const Kind& kind, const Scope& scope)
      : segment_(*view.segment), kind_(kind), scope_(scope) {}

  const Column* operator()(const std::string& name) const {
    for (const FieldSpec& field : kind_.fields())
      if (field.name == name) return scope_.may_see(field) ? segment_.column(name) : nullptr;
    return nullptr;
  }

  /// A column with one day a row.
  const Column* date(const std::string& name) const {
    const Column* column = (*this)(name);
    const bool dated = column != nullptr && !column->list() &&
                       (column->shape() == ColumnShape::Int32 || column->shape() == ColumnShape::Int64);
    return dated ? column : nullptr;
  }

  std::vector<const Column*> dates(const std::vector<std::string>& names) const {
    std::vector<const Column*> columns;
    for (const auto& name : names)
      if (const Column* column = date(name)) columns.push_back(column);
    return columns;
  }

 private:
  const Segment& segment_;
  const Kind& kind_;
  const Scope& scope_;
};

bool known_by(std::optional<Date> day, Date as_of) { return day && *day <= as_of; }

std::optional<Date> day_in(const Column* column, std::uint32_t row) {
  return column == nullptr ? std::nullopt : day_at(*column, row);
}

}  // namespace

std::optional<Date> day_at(const Column& column, std::uint32_t row) {
  if (column.shape() == ColumnShape::Int32) {
    const std::int32_t day = column.days()[row];
    return day == kNoDay ? std::nullopt : std::optional(Date{day});
  }
  const std::int64_t seconds = column.integers()[row];
  return seconds == kNoInteger ? std::nullopt : std::optional(DateTime{seconds}.date());
}

ClockColumns::ClockColumns(const ClockRule& rule, const SegmentView& view, const Kind& kind,
                           const Scope& scope)
    : rule_(rule) {
  const Finder find(view, kind, scope);
  from_ = find.dates(rule.from);
  to_ = find.dates(rule.to);
  unless_ = find.dates(rule.unless);
  passed_ = find.dates(rule.passed);
  for (const ClockCondition& condition : rule.when) {
    Condition bound{find(condition.field), {}};
    if (bound.column != nullptr && bound.column->shape() == ColumnShape::Dictionary)
      for (const auto& value : condition.any)
        if (const auto ordinal = bound.column->ordinal_of(value)) bound.ordinals.push_back(*ordinal);
    when_.push_back(std::move(bound));
  }
  for (const ClockVersion& version : rule.versions) {
    Version bound;
    if (version.extension) bound.extended_to = find.date(version.extension->to);
    if (version.suspension) bound.suspended_from = find.date(version.suspension->from);
    if (version.suspension) bound.suspended_to = find.date(version.suspension->to);
    if (version.count) bound.count = find(version.count->field);
    if (bound.count != nullptr && (bound.count->shape() != ColumnShape::Double || bound.count->list()))
      bound.count = nullptr;
    versions_.push_back(bound);
  }
}

bool ClockColumns::applies(std::uint32_t row, Date as_of) const {
  if (known_by(earliest_of(unless_, row), as_of)) return false;
  return std::all_of(when_.begin(), when_.end(), [&](const Condition& condition) {
    if (condition.ordinals.empty()) return false;
    const Column& column = *condition.column;
    const std::uint64_t end = column.list() ? column.begin(row + 1) : row + 1;
    for (std::uint64_t value = column.begin(row); value < end; ++value)
      if (std::find(condition.ordinals.begin(), condition.ordinals.end(), column.ordinal(value)) !=
          condition.ordinals.end())
        return true;
    return false;
  });
}

std::optional<Date> ClockColumns::first_of(const std::vector<const Column*>& columns,
                                           std::uint32_t row) const {
  for (const Column* column : columns)
    if (const auto day = day_at(*column, row)) return day;
  return std::nullopt;
}

std::optional<Date> ClockColumns::earliest_of(const std::vector<const Column*>& columns,
                                              std::uint32_t row) const {
  std::optional<Date> earliest;
  for (const Column* column : columns)
    if (const auto day = day_at(*column, row); day && (!earliest || *day < *earliest)) earliest = day;
  return earliest;
}

std::optional<ClockReading> ClockColumns::read(std::uint32_t row, Date as_of,
                                               const Holidays& holidays) const {
  ClockDates dates;
  dates.from = first_of(from_, row);
  if (!dates.from || *dates.from > as_of || !applies(row, as_of)) return std::nullopt;
  const ClockVersion* version = rule_.in_force(*dates.from);
  if (version == nullptr) return std::nullopt;
  const Version& columns = versions_[static_cast<std::size_t>(version - rule_.versions.data())];
  if (version->count) {
    const double value = columns.count == nullptr ? std::nan("") : columns.count->numbers()[row];
    return std::isnan(value) ? std::nullopt : reckon_count(rule_, *dates.from, value, as_of);
  }
  dates.to = earliest_of(to_, row);
  if (!known_by(dates.to, as_of) && known_by(earliest_of(passed_, row), as_of)) return std::nullopt;
  dates.extended_to = day_in(columns.extended_to, row);
  dates.suspended_from = day_in(columns.suspended_from, row);
  dates.suspended_to = day_in(columns.suspended_to, row);
  return reckon(rule_, dates, as_of, holidays);
}

}  // namespace leian::query
