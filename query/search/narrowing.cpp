#include "query/search/narrowing.hpp"

#include "query/match/plan.hpp"

namespace leian::query {

Result<FoundRows> rows_within(const Asking& asking, const Narrowing& narrowing) {
  SearchRequest search;
  search.text = narrowing.text;
  search.kind = narrowing.kind;
  search.filters = narrowing.filters;
  search.among = narrowing.among;
  LEIAN_TRY(const ParsedQuery query, read_query(asking, search.text));
  LEIAN_TRY(const BoundQuery bound, bind_query(query.tree, asking.lease, asking.analyzer, asking.lexicon));
  return find_rows(asking, search, bound.plan, {});
}

}  // namespace leian::query
