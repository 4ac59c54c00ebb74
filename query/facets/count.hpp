/// Counts matches per value of a field, exactly, over all matches.
/// Cost: one pass over the matches and one array access each. One thread at a time.
#pragma once
#include <string>
#include <vector>

#include "indexer/store/snapshot.hpp"
#include "query/match/row_set.hpp"
#include "query/request.hpp"

namespace leian::query {

/// `matches` runs parallel to the snapshot's segments. Buckets: most frequent first, ties by value, at most
/// `limit`; a record with several values is in several buckets, one without is in none. Labels come from the
/// code lists of the kinds.
FacetCounts count_facet(const ColumnSpec&, const std::vector<RowSet>& matches, std::size_t limit,
                        const Snapshot&);

/// The label of a column's value: the code's, 是 or 否, the kind's Chinese name, or the value itself.
std::string label_of(const std::string& column, const std::string& value, const KindSet&);

}  // namespace leian::query
