/// Rows of each entry of one column's dictionary in one segment: the inner loops of counting. Threads: pure
/// functions; what they keep with the segment is shared.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "indexer/store/segment.hpp"
#include "query/match/row_set.hpp"

namespace leian::query {

/// What a segment's column holds over all its rows.
struct ColumnTotals {
  std::vector<std::uint32_t> counts;  ///< by ordinal
  RowSet several;                     ///< rows with more than one value
};

/// Counted at the first call and kept with the segment, which must have the column.
std::shared_ptr<const ColumnTotals> totals_of(const Segment&, const std::string& column);

/// The same over some rows, by ordinal; a value that stands twice in a row counts once. Cost: a pass over the
/// rows, or over those that are left out where they are fewer. The segment must have the column.
std::vector<std::uint32_t> count_ordinals(const Segment&, const std::string& column, const RowSet&);

/// Calls visit(ordinal) for each distinct value of a row.
template <class Ordinals, class Visit>
void for_each_value(const Column& column, const Ordinals& ordinals, std::uint32_t row, const Visit& visit) {
  const std::uint64_t begin = column.begin(row);
  const std::uint64_t end = column.begin(row + 1);
  for (std::uint64_t at = begin; at < end; ++at) {
    std::uint64_t earlier = begin;
    while (earlier < at && ordinals[earlier] != ordinals[at]) ++earlier;
    if (earlier == at) visit(ordinals[at]);
  }
}

}  // namespace leian::query
