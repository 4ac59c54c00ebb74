#include "query/search/search.hpp"

#include <map>

#include "corpora/core/messages.hpp"
#include "query/facets/count.hpp"
#include "query/match/matcher.hpp"
#include "query/match/word_group.hpp"
#include "query/parse/parser.hpp"
#include "query/search/hits.hpp"
#include "query/search/order.hpp"

namespace leian::query {
namespace {

/// One search, from the bound query to the answer.
class Search {
 public:
  Search(const Asking& asking, const SearchRequest& request) : asking_(asking), request_(request) {}

  Result<SearchAnswer> run() {
    const Snapshot& snapshot = asking_.snapshot();
    LEIAN_CHECK(check_limits(request_.limit, request_.offset));
    LEIAN_TRY(order_, read_order(request_.sort, snapshot));
    LEIAN_TRY(const auto facets, read_facet_specs(request_.facets, request_.facet_limit, snapshot));
    const QueryNames names{[&](std::string_view name) { return is_field_name(name, snapshot); },
                           held_together(request_.text, asking_.analyzer)};
    LEIAN_TRY(const ParsedQuery query, parse_query(request_.text, names));
    LEIAN_TRY(const BoundQuery bound,
              bind_query(query.tree, asking_.lease, asking_.analyzer, asking_.lexicon, request_.learned));
    LEIAN_TRY(const Narrowed narrowed, narrow(bound.plan, facets));

    SearchAnswer answer;
    answer.generation = snapshot.generation();
    answer.expanded = bound.expanded;
    answer.notes = notes_on(query);
    for (const RowSet& rows : narrowed.matches) answer.total += rows.count();
    for (const RankedRow& row : ranked(narrowed.matches, bound)) {
      LEIAN_TRY(Hit hit, make_hit(asking_, row.at, order_.column == nullptr ? row.key : 0, bound.marks));
      answer.hits.push_back(std::move(hit));
    }
    for (const FacetSpec& facet : facets) {
      LEIAN_TRY(FacetCounts counts, count_facet(facet, {narrowed.for_facet(facet), snapshot, asking_.analyzer,
                                                        asking_.deadline}));
      answer.facets.push_back(std::move(counts));
    }
    return answer;
  }

 private:
  /// All that matches; and, for facets on columns that filters narrow, what matches without these filters.
  struct Narrowed {
    std::vector<RowSet> matches;
    std::map<std::string, std::vector<RowSet>> without;

    const std::vector<RowSet>& for_facet(const FacetSpec& facet) const {
      const auto at = without.find(facet.column->name);
      return facet.narrow || at == without.end() ? matches : at->second;
    }
  };

  /// The query is matched once, with all filters but those that a facet leaves out; these then narrow what
  /// was found.
  Result<Narrowed> narrow(const Plan& query, const std::vector<FacetSpec>& facets) const {
    const Snapshot& snapshot = asking_.snapshot();
    LEIAN_TRY(Plan kind, bind_kind(request_.kind, snapshot));
    LEIAN_TRY(Plan among, bind_ids(request_.among, asking_.lease));
    LEIAN_TRY(auto filters, bind_filters_by_column(request_.filters, snapshot));
    std::map<std::string, Plan> apart;
    for (const FacetSpec& facet : facets)
      if (!facet.narrow)
        if (auto filter = filters.extract(facet.column->name)) apart.insert(std::move(filter));
    Plan plan = both(both(asking_.scope.rows(), std::move(kind)), std::move(among));
    for (auto& [column, filter] : filters) plan = both(std::move(plan), std::move(filter));
    plan = both(std::move(plan), query);

    Narrowed narrowed;
    for (std::size_t s = 0; s < snapshot.segments().size(); ++s) {
      const Matcher matcher(asking_.lease, s, asking_.analyzer, asking_.deadline);
      const RowSet found = matcher.match(plan);
      std::map<std::string, RowSet> within;
      for (const auto& [column, filter] : apart) within.emplace(column, matcher.match(filter, found));
      narrowed.matches.push_back(intersection(found, within, ""));
      for (const auto& [column, rows] : within)
        narrowed.without[column].push_back(intersection(found, within, column));
    }
    return narrowed;
  }

  /// Of `found` what all of `within` hold but the one named.
  static RowSet intersection(RowSet found, const std::map<std::string, RowSet>& within,
                             const std::string& but) {
    for (const auto& [column, rows] : within)
      if (column != but) found &= rows;
    return found;
  }

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
