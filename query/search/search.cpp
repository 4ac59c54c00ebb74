#include "query/search/search.hpp"

#include <optional>

#include "corpora/core/messages.hpp"
#include "query/facets/count.hpp"
#include "query/facets/labels.hpp"
#include "query/search/found.hpp"
#include "query/search/hits.hpp"
#include "query/search/ranked.hpp"

namespace leian::query {
namespace {

/// Words before a colon that may be meant for a field's name.
std::vector<Text> notes_on(const ParsedQuery& query, const Snapshot& snapshot) {
  std::vector<Text> notes;
  for (const std::string& name : query.not_fields)
    for (const std::string& like : names_like(name, snapshot))
      notes.push_back(say(Msg::NoteFieldName, name, like));
  return notes;
}

/// How a search's hits are to be shown, checked.
struct Shown {
  Order order;
  std::vector<FacetSpec> facets;
  const ColumnSpec* group = nullptr;
  std::optional<Cursor> after;
};

Result<std::optional<Cursor>> read_place(const SearchRequest& request) {
  if (request.cursor.empty()) return std::nullopt;
  if (request.offset != 0) return err(ErrorCode::BadUsage, Msg::CursorBeside, "offset");
  if (!request.group.empty()) return err(ErrorCode::BadUsage, Msg::CursorBeside, "group");
  if (request.limit == 0) return err(ErrorCode::BadUsage, Msg::CursorBeside, "limit=0");
  if (request.cursor == kFirstPage) return std::nullopt;
  LEIAN_TRY(const Cursor cursor, read_cursor(request.cursor));
  if (cursor.question != fingerprint_of(request)) return err(ErrorCode::BadUsage, Msg::CursorOther);
  return cursor;
}

Result<Shown> read_shown(const SearchRequest& request, const Snapshot& snapshot) {
  LEIAN_CHECK(check_limits(request.limit, request.offset));
  Shown shown;
  LEIAN_TRY(shown.order, read_order(request.sort, snapshot));
  LEIAN_TRY(shown.facets, read_facet_specs(request.facets, request.facet_limit, snapshot));
  LEIAN_TRY(shown.after, read_place(request));
  if (request.group.empty()) return shown;
  if (request.group_hits == 0 || request.group_hits > kMaxGroupHits)
    return err(ErrorCode::BadUsage, Msg::LimitBad, "group_hits", request.group_hits, kMaxGroupHits);
  LEIAN_TRY(shown.group, column_named(request.group, snapshot));
  if (row_of(shown.group->type).column != ColumnShape::Dictionary)
    return err(ErrorCode::UnknownField, Msg::FieldNotFacet, request.group);
  return shown;
}

/// The hits of one search.
class HitMaker {
 public:
  HitMaker(const Asking& asking, const SearchRequest& request, const Shown& shown, const BoundQuery& bound,
           const std::vector<RowSet>& matches)
      : asking_(asking),
        request_(request),
        shown_(shown),
        bound_(bound),
        ranked_(asking, shown.order, bound, matches) {}

  Result<void> fill(SearchAnswer& answer) const {
    if (shown_.group != nullptr) return fill_groups(answer);
    if (!request_.cursor.empty()) return fill_page_after(answer);
    LEIAN_TRY(answer.hits, hits_of(ranked_.page(request_.offset, request_.limit)));
    return {};
  }

 private:
  Result<std::vector<Hit>> hits_of(const std::vector<SortedRow>& rows) const {
    std::vector<Hit> hits;
    for (const SortedRow& row : rows) {
      LEIAN_TRY(Hit hit, make_hit(asking_, row.at, score_of(row), bound_.marks));
      hits.push_back(std::move(hit));
    }
    return hits;
  }

  double score_of(const SortedRow& row) const {
    for (std::size_t i = 0; i < shown_.order.keys.size(); ++i)
      if (shown_.order.keys[i].column == nullptr) return row.keys[i];
    return 0;
  }

  /// One row more than asked for tells whether anything follows.
  Result<void> fill_page_after(SearchAnswer& answer) const {
    auto rows = ranked_.page_after(shown_.after ? &*shown_.after : nullptr, request_.limit + 1);
    if (rows.size() > request_.limit) {
      rows.pop_back();
      const RowAddress at = rows.back().at;
      const Snapshot& snapshot = asking_.snapshot();
      answer.next_cursor = write_cursor({snapshot.generation(), fingerprint_of(request_), rows.back().keys,
                                         snapshot.segments()[at.segment].segment->hash(at.row)});
    }
    LEIAN_TRY(answer.hits, hits_of(rows));
    return {};
  }

  Result<void> fill_groups(SearchAnswer& answer) const {
    LEIAN_TRY(const RowGroups found, ranked_.groups(*shown_.group, request_));
    answer.groups_distinct = found.distinct;
    const Labels labels(shown_.group->name, *asking_.snapshot().kinds());
    for (const RowGroup& group : found.groups) {
      LEIAN_TRY(auto hits, hits_of(group.rows));
      answer.groups.push_back(
          {group.value, group.value.empty() ? "" : labels.of(group.value), group.count, std::move(hits)});
    }
    return {};
  }

  const Asking& asking_;
  const SearchRequest& request_;
  const Shown& shown_;
  const BoundQuery& bound_;
  const RankedMatches ranked_;
};

}  // namespace

Result<SearchAnswer> answer_search(const Asking& asking, const SearchRequest& request) {
  const Snapshot& snapshot = asking.snapshot();
  LEIAN_TRY(const Shown shown, read_shown(request, snapshot));
  LEIAN_TRY(const ParsedQuery query, read_query(asking, request.text));
  LEIAN_TRY(const BoundQuery bound,
            bind_query(query.tree, asking.lease, asking.analyzer, asking.lexicon, request.learned));
  LEIAN_TRY(const FoundRows found, find_rows(asking, request, bound.plan, shown.facets));

  SearchAnswer answer;
  answer.generation = snapshot.generation();
  answer.total = found.total();
  answer.expanded = bound.expanded;
  answer.notes = notes_on(query, snapshot);
  LEIAN_CHECK(HitMaker(asking, request, shown, bound, found.matches).fill(answer));
  for (const FacetSpec& facet : shown.facets) {
    LEIAN_TRY(FacetCounts counts,
              count_facet(facet, {found.for_facet(facet), snapshot, asking.analyzer, asking.deadline}));
    answer.facets.push_back(std::move(counts));
  }
  return answer;
}

}  // namespace leian::query
