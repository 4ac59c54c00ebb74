#include "query/similar/tiers.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>

namespace leian::query {
namespace {

/// Rows kept before those too unlike are dropped for the first time.
constexpr std::size_t kFirstDrop = 65'536;
constexpr std::int64_t kDaySeconds = 86'400;

std::string tier_value(const TierTable& table, std::size_t tier) {
  return tier < table.tiers().size() ? table.tiers()[tier].value : std::string();
}

/// The outcome of a hit, as people read it; empty where it has none.
std::string outcome_of(const Record& record) {
  const Scalar* value = record.first(Role::Outcome);
  return value == nullptr ? std::string() : to_display(*value);
}

}  // namespace

TierWalk walk_tiers(const std::vector<TierRow>& rows, const TierTable& table, const TierRules& rules) {
  double best = 0;
  for (const TierRow& row : rows) best = std::max(best, row.likeness);
  std::vector<std::vector<std::size_t>> alike(table.tiers().size());
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].tier < alike.size() && rows[i].likeness >= table.alike() * best)
      alike[rows[i].tier].push_back(i);

  TierWalk walk;
  bool found = false;
  for (std::size_t t = 0; t < alike.size(); ++t) {
    const Tier& tier = table.tiers()[t];
    TierCount count{tier.value, tier.label.zh, 0, 0, !(rules.stop && found) || tier.always};
    if (count.searched) {
      const bool by_age = rules.prefer_recent && !tier.any_year;
      std::stable_sort(alike[t].begin(), alike[t].end(), [&](std::size_t a, std::size_t b) {
        if (by_age && rows[a].recent != rows[b].recent) return rows[a].recent;
        return rows[a].likeness > rows[b].likeness;
      });
      count.alike = alike[t].size();
      for (const std::size_t i : alike[t]) count.recent += rows[i].recent ? 1 : 0;
      walk.order.insert(walk.order.end(), alike[t].begin(), alike[t].end());
      found = found || !alike[t].empty();
    }
    walk.tiers.push_back(std::move(count));
  }
  return walk;
}

std::vector<Conflict> find_conflicts(const std::vector<SimilarHit>& hits) {
  std::vector<Conflict> conflicts;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const std::string outcome = outcome_of(hits[i].hit.record);
    if (outcome.empty()) continue;
    auto at = std::find_if(conflicts.begin(), conflicts.end(),
                           [&](const Conflict& c) { return c.tier == hits[i].tier; });
    if (at == conflicts.end()) at = conflicts.insert(at, Conflict{hits[i].tier, {}});
    auto side = std::find_if(at->sides.begin(), at->sides.end(),
                             [&](const Conflict::Side& s) { return s.outcome == outcome; });
    if (side == at->sides.end()) side = at->sides.insert(side, Conflict::Side{outcome, {}});
    side->hits.push_back(i);
  }
  std::erase_if(conflicts, [](const Conflict& c) { return c.sides.size() < 2; });
  return conflicts;
}

TierPool::TierPool(const Asking& asking, const TierTable& table, Date day)
    : asking_(asking),
      table_(table.on(day)),
      first_day_(years_before(day, table.recent_years())),
      none_(table_.tier_of("").value_or(table_.tiers().size())),
      columns_(asking.snapshot().segments().size()),
      next_drop_(kFirstDrop) {}

const TierPool::Columns& TierPool::columns_of(std::uint32_t segment) {
  if (!columns_[segment]) columns_[segment] = read_columns(segment);
  return *columns_[segment];
}

TierPool::Columns TierPool::read_columns(std::uint32_t segment) const {
  Columns columns;
  const Segment& of = *asking_.snapshot().segments()[segment].segment;
  const auto take = [&](const FieldSpec& field, std::vector<const Column*>& into) {
    const Column* column = asking_.scope.may_see(field) ? of.column(field.name) : nullptr;
    if (column != nullptr && std::find(into.begin(), into.end(), column) == into.end())
      into.push_back(column);
  };
  for (const auto& kind : asking_.snapshot().kinds()->kinds()) {
    if (const auto at = kind->with_role(Role::Authority)) take(kind->fields()[*at], columns.authorities);
    if (const auto at = kind->with_role(Role::Closed)) take(kind->fields()[*at], columns.days);
  }
  std::erase_if(columns.authorities, [](const Column* c) { return c->shape() != ColumnShape::Dictionary; });
  for (const Column* column : columns.authorities) {
    std::vector<std::size_t>& tiers = columns.tiers.emplace_back();
    for (std::uint32_t entry = 0; entry < column->entries(); ++entry)
      tiers.push_back(table_.tier_of(column->entry(entry)).value_or(table_.tiers().size()));
  }
  return columns;
}

TierRow TierPool::row_of(const Columns& columns, std::uint32_t row) const {
  TierRow found{table_.tiers().size(), true, 0};
  for (std::size_t c = 0; c < columns.authorities.size(); ++c) {
    const Column& column = *columns.authorities[c];
    const std::uint64_t end = column.list() ? column.begin(row + 1) : row + std::uint64_t{1};
    for (std::uint64_t value = column.begin(row); value < end; ++value)
      found.tier = std::min(found.tier, columns.tiers[c][column.ordinal(value)]);
  }
  if (found.tier == table_.tiers().size()) found.tier = none_;
  for (const Column* column : columns.days) {
    if (column->list()) continue;
    const double value = column->ordered(row);
    if (std::isnan(value)) continue;
    const double day = column->shape() == ColumnShape::Int64 ? value / kDaySeconds : value;
    found.recent = day >= first_day_.days;
    break;
  }
  return found;
}

TierRow TierPool::look_up(RowAddress at) { return row_of(columns_of(at.segment), at.row); }

void TierPool::offer(RowAddress at, double likeness) {
  best_ = std::max(best_, likeness);
  if (likeness < table_.alike() * best_) return;
  TierRow found = row_of(columns_of(at.segment), at.row);
  found.likeness = likeness;
  rows_.push_back(found);
  addresses_.push_back(at);
  if (rows_.size() >= next_drop_) drop_unlike();
}

void TierPool::drop_unlike() {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if (rows_[i].likeness < table_.alike() * best_) continue;
    rows_[kept] = rows_[i];
    addresses_[kept++] = addresses_[i];
  }
  rows_.resize(kept);
  addresses_.resize(kept);
  next_drop_ = std::max(kFirstDrop, 2 * kept);
}

TierPool::Answer TierPool::walk(const TierRules& rules, std::size_t limit) const {
  const TierWalk walked = walk_tiers(rows_, table_, rules);
  Answer answer{{}, walked.tiers};
  for (const std::size_t i : walked.order) {
    if (answer.rows.size() >= limit) break;
    answer.rows.push_back(
        {addresses_[i], rows_[i].likeness, tier_value(table_, rows_[i].tier), rows_[i].recent});
  }
  return answer;
}

Date today() {
  constexpr std::chrono::hours kLocalZone{8};
  const auto now = std::chrono::system_clock::now() + kLocalZone;
  const auto days = std::chrono::floor<std::chrono::days>(now.time_since_epoch());
  return {static_cast<std::int32_t>(days.count())};
}

}  // namespace leian::query
