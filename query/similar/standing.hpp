/// Where a look-up's answer stands: the tiers of its hits, which of them ended differently, and what stands
/// beside the list. Begun before ranking, fed while rows are scored, asked at the end. One thread at a time.
/// Throws OutOfTime and Xapian::Error.
#pragma once
#include <optional>
#include <vector>

#include "query/similar/beside.hpp"
#include "query/similar/look_up.hpp"
#include "query/similar/tiers.hpp"

namespace leian::query {

class Standing : public RowSink {
 public:
  /// `here`: the case asked about, or null. Errors: those of TierTable::load.
  static Result<Standing> begin(const Asking&, const SimilarRequest&, const Record* here);

  /// Whether tiers are walked, so that every row found is to be offered.
  bool walks() const { return request_->tiers.walk; }
  /// `likeness` above 0.
  void offer(RowAddress at, double likeness) override { pool_.offer(at, likeness); }
  /// How many of the best rows are needed, whatever is shown.
  std::uint32_t wanted() const;
  /// The rows to show: the best of `best`, or tier by tier those that were offered; as many as were asked
  /// for.
  std::vector<RowAddress> rows(const std::vector<RankedRow>& best);

  /// Fills in tiers, conflicts and beside. `shown` runs parallel to the answer's hits; `best` are the best
  /// rows found, by likeness alone; `here` is the case asked about as their kind reads it, or null. Errors:
  /// IndexDamaged, those of Endings::load.
  Result<void> finish(SimilarAnswer&, const std::vector<RowAddress>& shown,
                      const std::vector<RankedRow>& best, const Record* here);

 private:
  Standing(const Asking& asking, const SimilarRequest& request, TierPool pool)
      : asking_(&asking), request_(&request), pool_(std::move(pool)) {}

  const Asking* asking_;
  const SimilarRequest* request_;
  TierPool pool_;
  std::vector<TierCount> tiers_;
};

/// The day that tiers and years are counted from: the one asked for, else the day on which the present case
/// was closed, where that is past, else `today`.
Date day_of_look_up(const TierRules&, const Record* here, Date today);

}  // namespace leian::query
