/// A counted table's rows: named, in order, with their figures. Groups by value stand by their counts, most
/// first, ties by value; all others in their own order; the rest of a `top` last.
/// Threads: one at a time.
#pragma once
#include <vector>

#include "query/aggregate/figures.hpp"

namespace leian::query {

/// What the rows of a table are made of.
struct TableContext {
  const std::vector<AxisSpec>& axes;
  const KindSet& kinds;
  const Deadline& deadline;
};

std::vector<AggregateRow> rows_of(const TableContext&, const Partial&, Figures&);

}  // namespace leian::query
