/// From a plan and matching rows to a partial result a segment, and partial results into one.
/// Threads: one pass by one thread. Throws OutOfTime, TooManyGroups and Xapian::Error.
#pragma once
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

#include "query/aggregate/cells.hpp"
#include "query/aggregate/tally.hpp"

namespace leian::query {

struct CellKeyHash {
  std::size_t operator()(const CellKey&) const;
};

/// Numbers values across segments, for counting distinct ones.
class ValueIds {
 public:
  std::uint32_t of(const Key& value) {
    return ids_.try_emplace(value, static_cast<std::uint32_t>(ids_.size())).first->second;
  }

 private:
  std::unordered_map<Key, std::uint32_t> ids_;
};

/// Of one segment or of several merged.
struct Partial {
  std::vector<CellKey> keys;  ///< by cell
  Tally tally;
  std::uint64_t placed = 0;  ///< records in any cell
  int first_year = 9999;     ///< of what working days were counted of; backward where of nothing
  int last_year = 0;
};

/// What every pass of a request shares.
struct PassContext {
  const Asking& asking;
  const std::vector<RowSet>& matches;  ///< by segment
  const Holidays& holidays;
};

/// Counts one segment. `ids`: one a distinct quantity.
Partial tally_segment(const TallyPlan&, const PassContext&, std::size_t segment, std::vector<ValueIds>& ids);

/// Takes partial results together.
class Merger {
 public:
  explicit Merger(const TallyPlan& plan) : plan_(plan) {}
  void add(Partial);
  Partial take() { return std::move(all_); }

 private:
  const TallyPlan& plan_;
  Partial all_;
  std::unordered_map<CellKey, std::size_t, CellKeyHash> cells_;
};

/// All segments.
Partial tally_all(const TallyPlan&, const PassContext&);

}  // namespace leian::query
