/// What a search finds, before anything is ranked or counted.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "query/facets/facet_spec.hpp"
#include "query/match/row_set.hpp"
#include "query/request.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

/// Rows by segment, parallel to the snapshot's.
struct FoundRows {
  std::vector<RowSet> matches;
  /// By column: what matches without the filters on it, for facets that keep a chosen value's siblings.
  std::map<std::string, std::vector<RowSet>> without;

  const std::vector<RowSet>& for_facet(const FacetSpec&) const;
  std::uint64_t total() const;
};

/// What of a request narrows a bound query: kind, filters, ids and the caller's scope. The query is matched
/// once, with all filters but those that a facet leaves out; these then narrow what was found. Errors:
/// UnknownField, UnknownKind, BadUsage, TooLarge. Throws OutOfTime and Xapian::Error.
Result<FoundRows> find_rows(const Asking&, const SearchRequest&, const Plan& query,
                            const std::vector<FacetSpec>&);

}  // namespace leian::query
