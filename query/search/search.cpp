#include "query/search/search.hpp"

#include "query/facets/count.hpp"
#include "query/match/matcher.hpp"
#include "query/match/word_group.hpp"
#include "query/parse/parser.hpp"
#include "query/search/hits.hpp"
#include "query/search/order.hpp"

namespace leian::query {
namespace {

Result<std::vector<const ColumnSpec*>> read_facets(const std::vector<std::string>& names,
                                                   const Snapshot& snapshot) {
  if (names.size() > kMaxFacets)
    return err(ErrorCode::TooLarge, Msg::TooMany, "facet", names.size(), kMaxFacets);
  std::vector<const ColumnSpec*> columns;
  for (const std::string& name : names) {
    LEIAN_TRY(const ColumnSpec* column, column_named(name, snapshot));
    if (row_of(column->type).column != ColumnShape::Dictionary)
      return err(ErrorCode::UnknownField, Msg::FieldNotFacet, name);
    columns.push_back(column);
  }
  return columns;
}

/// One search, from the bound query to the answer.
class Search {
 public:
  Search(const Asking& asking, const SearchRequest& request) : asking_(asking), request_(request) {}

  Result<SearchAnswer> run() {
    const Snapshot& snapshot = asking_.snapshot();
    LEIAN_CHECK(check_limits(request_.limit, request_.offset));
    LEIAN_TRY(order_, read_order(request_.sort, snapshot));
    LEIAN_TRY(const auto facets, read_facets(request_.facets, snapshot));
    const QueryNames names{[&](std::string_view name) { return is_field_name(name, snapshot); },
                           held_together(request_.text, asking_.analyzer)};
    LEIAN_TRY(const ParsedQuery query, parse_query(request_.text, names));
    LEIAN_TRY(const BoundQuery bound,
              bind_query(query.tree, asking_.lease, asking_.analyzer, asking_.lexicon, request_.learned));
    LEIAN_TRY(Plan filters, bind_filters(request_.filters, request_.kind, snapshot));
    LEIAN_TRY(Plan among, bind_ids(request_.among, asking_.lease));
    const Plan plan =
        both(both(both(asking_.scope.rows(), std::move(filters)), std::move(among)), bound.plan);

    SearchAnswer answer;
    answer.generation = snapshot.generation();
    answer.expanded = bound.expanded;
    answer.notes = notes_on(query);
    std::vector<RowSet> matches;
    for (std::size_t s = 0; s < snapshot.segments().size(); ++s) {
      matches.push_back(Matcher(asking_.lease, s, asking_.analyzer, asking_.deadline).match(plan));
      answer.total += matches.back().count();
    }
    for (const RankedRow& row : ranked(matches, bound)) {
      LEIAN_TRY(Hit hit, make_hit(asking_, row.at, order_.column == nullptr ? row.key : 0, bound.marks));
      answer.hits.push_back(std::move(hit));
    }
    for (const ColumnSpec* facet : facets) {
      asking_.deadline.check();
      answer.facets.push_back(count_facet(*facet, matches, request_.facet_limit, snapshot));
    }
    return answer;
  }

 private:
  /// Words before a colon that may be meant for a field's name.
  std::vector<Text> notes_on(const ParsedQuery& query) const {
    std::vector<Text> notes;
    for (const std::string& name : query.not_fields)
      for (const std::string& like : names_like(name, asking_.snapshot()))
        notes.push_back(say(Msg::NoteFieldName, name, like));
    return notes;
  }

  void offer_by_column(const std::vector<RowSet>& matches, Best& best) const {
    for (std::uint32_t s = 0; s < matches.size(); ++s) {
      const Column* column = asking_.snapshot().segments()[s].segment->column(order_.column->name);
      matches[s].for_each([&](std::uint32_t row) {
        best.offer({s, row}, sort_key(column, row, order_.descending));
      });
    }
  }

  void offer_by_score(const std::vector<RowSet>& matches, const BoundQuery& bound, Best& best) const {
    const auto terms = weigh_terms(bound.ranking_terms, asking_.lease);
    if (terms.empty()) {
      for (std::uint32_t s = 0; s < matches.size(); ++s)
        matches[s].for_each([&](std::uint32_t row) { best.offer({s, row}, 0); });
      return;
    }
    std::vector<std::vector<std::uint32_t>> rows;
    std::vector<std::vector<float>> scores;
    for (std::size_t s = 0; s < matches.size(); ++s) {
      rows.push_back(matches[s].to_vector());
      scores.push_back(score_rows(terms, rows.back(), asking_.lease, s, asking_.deadline));
    }
    add_known(bound.known, rows, scores);
    for (std::uint32_t s = 0; s < rows.size(); ++s)
      for (std::size_t i = 0; i < rows[s].size(); ++i) best.offer({s, rows[s][i]}, scores[s][i]);
  }

  /// The page of matches that was asked for.
  std::vector<RankedRow> ranked(const std::vector<RowSet>& matches, const BoundQuery& bound) const {
    if (request_.limit == 0) return {};
    Best best(std::size_t{request_.offset} + request_.limit);
    if (order_.column != nullptr)
      offer_by_column(matches, best);
    else
      offer_by_score(matches, bound, best);
    std::vector<RankedRow> page = best.take();
    page.erase(page.begin(), page.begin() + static_cast<std::ptrdiff_t>(
                                                std::min<std::size_t>(request_.offset, page.size())));
    return page;
  }

  const Asking& asking_;
  const SearchRequest& request_;
  Order order_;
};

}  // namespace

Result<SearchAnswer> answer_search(const Asking& asking, const SearchRequest& request) {
  return Search(asking, request).run();
}

}  // namespace leian::query
