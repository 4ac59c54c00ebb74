#include "query/search/ranked.hpp"

#include <unordered_map>

#include "corpora/core/messages.hpp"
#include "query/match/best.hpp"

namespace leian::query {
namespace {

using BestRows = BestOf<SortedRow, ComesBefore>;

/// Gathers rows by a column's values, over all segments.
class Gatherer {
 public:
  Gatherer(const ColumnSpec& column, std::size_t rows_a_group, std::size_t keys)
      : column_(column), rows_a_group_(rows_a_group), before_(keys) {}

  /// False where there are too many groups.
  bool add(const SortedRow& row, const Snapshot& snapshot) {
    if (row.at.segment != segment_ || values_ == nullptr) enter(row.at.segment, snapshot);
    const std::uint64_t begin = values_ == nullptr ? 0 : values_->begin(row.at.row);
    const std::uint64_t end = values_ == nullptr ? 0 : values_->begin(row.at.row + 1);
    for (std::uint64_t at = begin; at < end; ++at)
      if (!stands_before(begin, at)) put(values_->ordinal(at), row);
    if (begin == end) put(0, row);
    return groups_.size() <= kMaxGroups;
  }

  RowGroups take(std::size_t offset, std::size_t limit) {
    std::vector<RowGroup> all;
    for (auto& [value, group] : groups_) all.push_back({value, group.count, group.best.take()});
    std::sort(all.begin(), all.end(), [&](const RowGroup& a, const RowGroup& b) {
      const bool same = a.rows.front().at.segment == b.rows.front().at.segment &&
                        a.rows.front().at.row == b.rows.front().at.row;
      return same ? a.value < b.value : before_(a.rows.front(), b.rows.front());
    });
    RowGroups taken{all.size(), {}};
    for (std::size_t i = offset; i < all.size() && i < offset + limit; ++i)
      taken.groups.push_back(std::move(all[i]));
    return taken;
  }

 private:
  struct Group {
    std::uint64_t count = 0;
    BestRows best;
  };

  void enter(std::uint32_t segment, const Snapshot& snapshot) {
    segment_ = segment;
    values_ = snapshot.segments()[segment].segment->column(column_.name);
    of_ordinal_.assign(values_ == nullptr ? 1 : values_->entries(), nullptr);
  }
  /// A value that stands twice in a row is one.
  bool stands_before(std::uint64_t begin, std::uint64_t at) const {
    for (std::uint64_t earlier = begin; earlier < at; ++earlier)
      if (values_->ordinal(earlier) == values_->ordinal(at)) return true;
    return false;
  }
  void put(std::uint32_t ordinal, const SortedRow& row) {
    Group*& group = of_ordinal_[ordinal];
    if (group == nullptr) {
      const std::string value(values_ == nullptr ? "" : values_->entry(ordinal));
      group = &groups_.try_emplace(value, Group{0, BestRows(rows_a_group_, before_)}).first->second;
    }
    ++group->count;
    group->best.offer(row);
  }

  const ColumnSpec& column_;
  const std::size_t rows_a_group_;
  const ComesBefore before_;
  std::uint32_t segment_ = 0;
  const Column* values_ = nullptr;
  std::vector<Group*> of_ordinal_;
  std::unordered_map<std::string, Group> groups_;
};

}  // namespace

RankedMatches::RankedMatches(const Asking& asking, const Order& order, const BoundQuery& bound,
                             const std::vector<RowSet>& matches)
    : asking_(asking), order_(order), bound_(bound), matches_(matches) {}

template <class Visit>
void RankedMatches::for_each(const Visit& visit) const {
  const auto& segments = asking_.snapshot().segments();
  const bool scored = order_.by_relevance() && !bound_.ranking_terms.empty();
  const auto terms = scored ? weigh_terms(bound_.ranking_terms, asking_.lease) : std::vector<RankingTerm>{};
  if (terms.empty()) {
    for (std::uint32_t s = 0; s < matches_.size(); ++s) {
      const RowKeys keys(order_, *segments[s].segment);
      matches_[s].for_each([&](std::uint32_t row) { visit(keys.of({s, row}, 0)); });
      asking_.deadline.check();
    }
    return;
  }
  std::vector<std::vector<std::uint32_t>> rows;
  std::vector<std::vector<float>> scores;
  for (std::size_t s = 0; s < matches_.size(); ++s) {
    rows.push_back(matches_[s].to_vector());
    scores.push_back(score_rows(terms, rows.back(), asking_.lease, s, asking_.deadline));
  }
  add_known(bound_.known, rows, scores);
  for (std::uint32_t s = 0; s < rows.size(); ++s) {
    const RowKeys keys(order_, *segments[s].segment);
    for (std::size_t i = 0; i < rows[s].size(); ++i) visit(keys.of({s, rows[s][i]}, scores[s][i]));
  }
}

std::vector<SortedRow> RankedMatches::page(std::size_t offset, std::size_t limit) const {
  if (limit == 0) return {};
  BestRows best(offset + limit, ComesBefore(order_.keys.size()));
  for_each([&](const SortedRow& row) { best.offer(row); });
  std::vector<SortedRow> rows = best.take();
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(std::min(offset, rows.size())));
  return rows;
}

std::vector<SortedRow> RankedMatches::page_after(const Cursor* cursor, std::size_t limit) const {
  const ComesBefore before(order_.keys.size(), &asking_.snapshot());
  BestRows best(limit, before);
  for_each([&](const SortedRow& row) {
    if (cursor == nullptr || before(cursor->keys, cursor->last, row)) best.offer(row);
  });
  return best.take();
}

std::vector<SortedRow> RankedMatches::all() const {
  std::vector<SortedRow> rows;
  for_each([&](const SortedRow& row) { rows.push_back(row); });
  std::sort(rows.begin(), rows.end(), ComesBefore(order_.keys.size()));
  return rows;
}

Result<RowGroups> RankedMatches::groups(const ColumnSpec& column, const SearchRequest& request) const {
  Gatherer gatherer(column, request.group_hits, order_.keys.size());
  bool fits = true;
  for_each([&](const SortedRow& row) { fits = fits && gatherer.add(row, asking_.snapshot()); });
  if (!fits) return err(ErrorCode::TooLarge, Msg::GroupsTooMany, request.group, kMaxGroups);
  return gatherer.take(request.offset, request.limit);
}

}  // namespace leian::query
