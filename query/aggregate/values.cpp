#include "query/aggregate/values.hpp"

#include <algorithm>
#include <cmath>

#include "corpora/record/nested.hpp"

namespace leian::query {
namespace {

constexpr std::int64_t kDaySeconds = 86'400;

/// Calls visit(cell, place of a value in the column) for all values of a block.
template <class Visit>
void for_each_value(const CellBlock& block, const Column& column, const NestedPart* part,
                    const Visit& visit) {
  if (!column.list()) {
    for (std::size_t i = 0; i < block.rows.size(); ++i) visit(block.cells[i], std::uint64_t{block.rows[i]});
    return;
  }
  for (std::size_t i = 0; i < block.rows.size(); ++i) {
    const std::uint64_t begin = column.begin(block.rows[i]);
    const std::uint64_t end = column.begin(block.rows[i] + 1);
    if (part == nullptr) {
      for (std::uint64_t at = begin; at < end; ++at) visit(block.cells[i], at);
      continue;
    }
    for (std::uint32_t p = part->starts[i]; p < part->starts[i + 1]; ++p)
      if (begin + part->positions[p] < end) visit(block.cells[i], begin + part->positions[p]);
  }
}

}  // namespace

std::int32_t first_day(const Column& column, std::uint32_t row) {
  for (std::uint64_t at = column.begin(row); at < column.begin(row + 1); ++at) {
    if (column.shape() == ColumnShape::Int32) {
      if (column.days()[at] != kNoDay) return column.days()[at];
    } else if (const std::int64_t seconds = column.integers()[at]; seconds != kNoInteger) {
      return static_cast<std::int32_t>(seconds / kDaySeconds - (seconds % kDaySeconds < 0 ? 1 : 0));
    }
  }
  return kNoDay;
}

Values::Values(const Quantity& quantity, const Segment& segment, const Holidays& holidays)
    : quantity_(quantity),
      column_(segment.column(quantity.column->name)),
      until_(quantity.until == nullptr ? nullptr : segment.column(quantity.until->name)),
      rows_(rows_of_nested(quantity.column->name)),
      holidays_(holidays) {}

void Values::gather(const CellBlock& block, std::vector<CellValue<std::int64_t>>& values) {
  values.clear();
  if (column_ == nullptr) return;
  if (quantity_.source != Quantity::Source::Column) return gather_days(block, values);
  const NestedPart* part = block.part(rows_);
  switch (column_->shape()) {
    case ColumnShape::Dictionary:
      column_->with_ordinals([&](auto ordinals) {
        for_each_value(block, *column_, part, [&](std::uint32_t cell, std::uint64_t at) {
          if (ordinals[at] != 0) values.push_back({cell, ordinals[at]});
        });
      });
      break;
    case ColumnShape::Int32:
      for_each_value(block, *column_, part, [&](std::uint32_t cell, std::uint64_t at) {
        if (column_->days()[at] != kNoDay) values.push_back({cell, column_->days()[at]});
      });
      break;
    case ColumnShape::Int64:
      for_each_value(block, *column_, part, [&](std::uint32_t cell, std::uint64_t at) {
        if (column_->integers()[at] != kNoInteger) values.push_back({cell, column_->integers()[at]});
      });
      break;
    case ColumnShape::Double:
    case ColumnShape::None:
      break;
  }
}

void Values::gather(const CellBlock& block, std::vector<CellValue<double>>& values) {
  values.clear();
  if (column_ == nullptr || column_->shape() != ColumnShape::Double) return;
  const auto numbers = column_->numbers();
  for_each_value(block, *column_, block.part(rows_), [&](std::uint32_t cell, std::uint64_t at) {
    if (std::isfinite(numbers[at])) values.push_back({cell, numbers[at] + 0.0});
  });
}

void Values::gather_days(const CellBlock& block, std::vector<CellValue<std::int64_t>>& values) {
  if (until_ == nullptr) return;
  const bool working = quantity_.source == Quantity::Source::Workdays;
  for (std::size_t i = 0; i < block.rows.size(); ++i) {
    const std::int32_t from = first_day(*column_, block.rows[i]);
    const std::int32_t until = first_day(*until_, block.rows[i]);
    if (from == kNoDay || until == kNoDay) continue;
    if (!working) {
      values.push_back({block.cells[i], std::int64_t{until} - from});
      continue;
    }
    const Date begin{from};
    const Date end{until};
    first_year_ = std::min({first_year_, begin.year(), end.year()});
    last_year_ = std::max({last_year_, begin.year(), end.year()});
    values.push_back({block.cells[i], holidays_.working_days_between(begin, end)});
  }
}

}  // namespace leian::query
