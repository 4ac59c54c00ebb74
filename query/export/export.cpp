#include "query/export/export.hpp"

#include "query/facets/count.hpp"
#include "query/search/found.hpp"
#include "query/search/ranked.hpp"

namespace leian::query {
namespace {

/// The kinds that stand among the rows.
Result<std::vector<std::shared_ptr<const Kind>>> kinds_among(const std::vector<RowSet>& matches,
                                                             const Asking& asking) {
  const Snapshot& snapshot = asking.snapshot();
  LEIAN_TRY(const FacetSpec spec, read_facet_spec(kKindColumn, kMaxBuckets, snapshot));
  LEIAN_TRY(const FacetCounts counts,
            count_facet(spec, {matches, snapshot, asking.analyzer, asking.deadline}));
  std::vector<std::shared_ptr<const Kind>> kinds;
  for (const auto& kind : snapshot.kinds()->kinds())
    for (const Bucket& bucket : counts.buckets)
      if (bucket.value == kind->name()) kinds.push_back(kind);
  return kinds;
}

}  // namespace

Export::Export(ReaderLease lease, Scope scope, std::vector<SortedRow> rows,
               std::vector<std::shared_ptr<const Kind>> kinds)
    : lease_(std::move(lease)), scope_(std::move(scope)), rows_(std::move(rows)), kinds_(std::move(kinds)) {}

Result<std::optional<Record>> Export::next() {
  if (next_ == rows_.size()) return std::nullopt;
  LEIAN_TRY(Record record, read_record(lease_, rows_[next_++].at));
  scope_.narrow(record);
  return record;
}

Result<ExportRows> find_export(const Asking& asking, const SearchRequest& request) {
  Order order;
  if (!request.sort.empty()) {
    LEIAN_TRY(order, read_order(request.sort, asking.snapshot()));
  }
  LEIAN_TRY(const ParsedQuery query, read_query(asking, request.text));
  LEIAN_TRY(const BoundQuery bound,
            bind_query(query.tree, asking.lease, asking.analyzer, asking.lexicon, request.learned));
  LEIAN_TRY(const FoundRows found, find_rows(asking, request, bound.plan, {}));
  ExportRows rows;
  LEIAN_TRY(rows.kinds, kinds_among(found.matches, asking));
  rows.rows = RankedMatches(asking, order, bound, found.matches).all();
  return rows;
}

}  // namespace leian::query
