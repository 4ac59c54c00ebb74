/// Counts matches per value, tree node, calendar step or range of a field, exactly, over all matches.
/// A bucket's count is the number of records that narrowing by the bucket finds: a record with several values
/// counts once in each bucket it belongs to, and in a code's bucket stands whatever lies below the code.
/// Cost: one pass over the matches and one array access each; one more for trees over fields with several
/// values. One thread at a time. Throws OutOfTime.
#pragma once
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "query/facets/facet_spec.hpp"
#include "query/match/deadline.hpp"
#include "query/match/row_set.hpp"
#include "query/request.hpp"

namespace leian::query {

/// What is counted over. `matches` runs parallel to the snapshot's segments.
struct CountedRows {
  const std::vector<RowSet>& matches;
  const Snapshot& snapshot;
  const Analyzer& analyzer;
  const Deadline& deadline;
};

/// Buckets: most frequent first, ties by value, unless the spec says otherwise; ranges as asked, calendars in
/// order with the empty steps between. A record without a value is in none. Errors: BadUsage (a histogram of
/// too many steps).
Result<FacetCounts> count_facet(const FacetSpec&, const CountedRows&);

/// The label of a column's value: the code's, 是 or 否, the kind's Chinese name, or the value itself.
std::string label_of(const std::string& column, const std::string& value, const KindSet&);

}  // namespace leian::query
