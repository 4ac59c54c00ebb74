#include "query/facets/ordinal_counts.hpp"

namespace leian::query {
namespace {

/// Few counters are added to one after the other so often that the processor waits for itself; four sets of
/// them spare that.
constexpr std::uint32_t kFewEntries = 4096;
constexpr std::uint32_t kSets = 4;

std::vector<std::uint32_t> count_single(const Column& column, const RowSet& rows) {
  const std::uint32_t entries = column.entries();
  const std::uint32_t sets = entries <= kFewEntries ? kSets : 1;
  std::vector<std::uint32_t> counts(std::size_t{entries} * sets, 0);
  column.with_ordinals([&](auto ordinals) {
    if (sets == 1) {
      rows.for_each([&](std::uint32_t row) { ++counts[ordinals[row]]; });
    } else {
      std::uint32_t turn = 0;
      rows.for_each([&](std::uint32_t row) { ++counts[(turn++ % kSets) * entries + ordinals[row]]; });
    }
  });
  for (std::size_t i = entries; i < counts.size(); ++i) counts[i % entries] += counts[i];
  counts.resize(entries);
  return counts;
}

std::vector<std::uint32_t> count_rows(const Column& column, const RowSet& rows) {
  if (!column.list()) return count_single(column, rows);
  std::vector<std::uint32_t> counts(column.entries(), 0);
  column.with_ordinals([&](auto ordinals) {
    rows.for_each([&](std::uint32_t row) {
      for_each_value(column, ordinals, row, [&](std::uint32_t ordinal) { ++counts[ordinal]; });
    });
  });
  return counts;
}

}  // namespace

std::shared_ptr<const ColumnTotals> totals_of(const Segment& segment, const std::string& name) {
  return segment.derived().get<ColumnTotals>("totals/" + name, [&] {
    const Column& column = *segment.column(name);
    ColumnTotals totals{count_rows(column, RowSet::all(column.rows())), RowSet(column.rows())};
    if (column.list())
      for (std::uint32_t row = 0; row < column.rows(); ++row)
        if (column.begin(row + 1) - column.begin(row) > 1) totals.several.add(row);
    return totals;
  });
}

std::vector<std::uint32_t> count_ordinals(const Segment& segment, const std::string& name,
                                          const RowSet& rows) {
  const Column& column = *segment.column(name);
  if (std::uint64_t{rows.count()} * 2 <= rows.rows()) return count_rows(column, rows);
  const auto totals = totals_of(segment, name);
  RowSet others = RowSet::all(rows.rows());
  others -= rows;
  std::vector<std::uint32_t> counts = totals->counts;
  if (others.empty()) return counts;
  const auto left_out = count_rows(column, others);
  for (std::size_t i = 0; i < counts.size(); ++i) counts[i] -= left_out[i];
  return counts;
}

}  // namespace leian::query
