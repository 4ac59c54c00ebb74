/// Titles of records for what is being typed. Those that begin so are found in the segments' ordered titles;
/// where they are too few, some that hold it, by the postings of its grams. The effort is bounded, so of very
/// many titles not all are looked at. Source: docs/adr/0016-suggestions.md
#pragma once
#include <vector>

#include "query/match/row_set.hpp"
#include "query/search/asking.hpp"
#include "query/suggest/typed.hpp"

namespace leian::query {

/// At most `limit`, best first. `visible`, parallel to the snapshot's segments: the rows whose titles may be
/// suggested. Errors: IndexDamaged. Throws OutOfTime and Xapian::Error.
Result<std::vector<std::pair<Fit, Suggestion>>> suggest_titles(const Asking&, const Typed&,
                                                               const std::vector<RowSet>& visible,
                                                               std::size_t limit);

}  // namespace leian::query
