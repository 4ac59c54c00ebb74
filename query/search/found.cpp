#include "query/search/found.hpp"

#include "query/match/matcher.hpp"

namespace leian::query {
namespace {

/// Of `found` what all of `within` hold but the one named.
RowSet intersection(RowSet found, const std::map<std::string, RowSet>& within, const std::string& but) {
  for (const auto& [column, rows] : within)
    if (column != but) found &= rows;
  return found;
}

}  // namespace

const std::vector<RowSet>& FoundRows::for_facet(const FacetSpec& facet) const {
  const auto at = without.find(facet.column->name);
  return facet.narrow || at == without.end() ? matches : at->second;
}

std::uint64_t FoundRows::total() const {
  std::uint64_t sum = 0;
  for (const RowSet& rows : matches) sum += rows.count();
  return sum;
}

Result<FoundRows> find_rows(const Asking& asking, const SearchRequest& request, const Plan& query,
                            const std::vector<FacetSpec>& facets) {
  const Snapshot& snapshot = asking.snapshot();
  LEIAN_TRY(Plan kind, bind_kind(request.kind, snapshot));
  LEIAN_TRY(Plan among, bind_ids(request.among, asking.lease));
  LEIAN_TRY(auto filters, bind_filters_by_column(request.filters, snapshot));
  std::map<std::string, Plan> apart;
  for (const FacetSpec& facet : facets)
    if (!facet.narrow)
      if (auto filter = filters.extract(facet.column->name)) apart.insert(std::move(filter));
  Plan plan = both(both(asking.scope.rows(), std::move(kind)), std::move(among));
  for (auto& [column, filter] : filters) plan = both(std::move(plan), std::move(filter));
  plan = both(std::move(plan), query);

  FoundRows rows;
  for (std::size_t s = 0; s < snapshot.segments().size(); ++s) {
    const Matcher matcher(asking.lease, s, asking.analyzer, asking.deadline);
    const RowSet found = matcher.match(plan);
    std::map<std::string, RowSet> within;
    for (const auto& [column, filter] : apart) within.emplace(column, matcher.match(filter, found));
    rows.matches.push_back(intersection(found, within, ""));
    for (const auto& [column, narrowed] : within)
      rows.without[column].push_back(intersection(found, within, column));
  }
  return rows;
}

}  // namespace leian::query
