/// Walking the tiers of authority: which of the similar cases are shown, tier by tier, and what each tier
/// held.
///
/// A record counts as a similar case where its likeness is at least TierTable::alike() times that of the best
/// record found. Tiers are searched from the highest; once one held a similar case, those below are not
/// searched (unless the stop rule is off, or a tier is always searched). Within a tier the last years come
/// first, where they are preferred; then the more alike.
/// Threads: pure functions. Source: 《关于统一法律适用加强类案检索的指导意见（试行）》 (2020-07-31) art. 4;
/// docs/adr/0025-tiers.md
#pragma once
#include <optional>
#include <vector>

#include "query/match/ranking.hpp"
#include "query/search/asking.hpp"
#include "query/similar/similar_case.hpp"
#include "query/similar/tier_table.hpp"

namespace leian::query {

/// A record that was found, as the walk sees it.
struct TierRow {
  std::size_t tier = 0;  ///< position in TierTable::tiers()
  bool recent = true;    ///< closed within the preferred years
  double likeness = 0;   ///< above 0
};

struct TierWalk {
  std::vector<std::size_t> order;  ///< positions in the rows given: what is shown, in this order
  std::vector<TierCount> tiers;    ///< all tiers of the table, in its order
};

TierWalk walk_tiers(const std::vector<TierRow>&, const TierTable&, const TierRules&);

/// Hits of one tier whose outcomes (the values of the field with the role of outcome) differ, side by side;
/// tier by tier in the order of the hits. A tier whose hits all ended alike makes no conflict, and hits
/// without an outcome take no side.
std::vector<Conflict> find_conflicts(const std::vector<SimilarHit>&);

/// Collects what was found while segments are gone through, with each row's tier and age. Rows that cannot
/// count as similar any more are dropped on the way. One thread at a time.
class TierPool {
 public:
  /// `day`: from which the preferred years are counted; the table is taken as it stood then.
  TierPool(const Asking&, const TierTable&, Date day);

  /// `likeness` above 0.
  void offer(RowAddress at, double likeness);

  const TierTable& table() const { return table_; }
  /// A row that is shown.
  struct Shown {
    RowAddress at;
    double likeness = 0;
    std::string tier;
    bool recent = true;
  };
  struct Answer {
    std::vector<Shown> rows;  ///< at most `limit`
    std::vector<TierCount> tiers;
  };
  Answer walk(const TierRules&, std::size_t limit) const;
  /// The tier and the age of one record. `recent` is true where it has no day.
  TierRow look_up(RowAddress);

 private:
  struct Columns {
    std::vector<const Column*> authorities, days;
    std::vector<std::vector<std::size_t>> tiers;  ///< by ordinal, of each of `authorities`
  };
  const Columns& columns_of(std::uint32_t segment);
  Columns read_columns(std::uint32_t segment) const;
  TierRow row_of(const Columns&, std::uint32_t row) const;
  void drop_unlike();

  const Asking& asking_;
  TierTable table_;
  Date first_day_;                               ///< of the preferred years
  std::size_t none_;                             ///< tier of records without a value; tiers().size(): none
  std::vector<std::optional<Columns>> columns_;  ///< by segment, once it was asked for
  double best_ = 0;
  std::vector<TierRow> rows_;
  std::vector<RowAddress> addresses_;
  std::size_t next_drop_ = 0;
};

/// Today, on the clock of UTC+8.
Date today();

}  // namespace leian::query
