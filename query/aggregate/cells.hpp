/// Which cells of the table that the groups span each matching row of a segment counts in: block after block,
/// so that every measure is one tight loop over rows and cells.
/// Threads: one a segment.
#pragma once
#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "query/aggregate/aggregate.hpp"
#include "query/aggregate/axis.hpp"
#include "query/match/row_set.hpp"

namespace leian::query {

/// A cell: a key of each group.
using CellKey = std::array<Key, kMaxGroups>;

/// The nested rows of a record that belong to a cell, where a group is a column of them.
struct NestedPart {
  std::string_view rows;
  std::vector<std::uint32_t> starts;     ///< of an item's positions; one more than there are items
  std::vector<std::uint32_t> positions;  ///< nested rows, from 0
};

/// Some matching rows with the cells they count in; a row may stand several times, each time in another cell.
struct CellBlock {
  std::vector<std::uint32_t> rows;
  std::vector<std::uint32_t> cells;
  std::vector<NestedPart> nested;

  const NestedPart* part(std::string_view rows_name) const {
    for (const NestedPart& one : nested)
      if (!rows_name.empty() && one.rows == rows_name) return &one;
    return nullptr;
  }
};

class CellFinder {
 public:
  CellFinder(const std::vector<AxisSpec>&, const SegmentView&, const KindSet&, std::size_t most_cells);

  /// Calls `visit` with blocks until all rows have had their turn. Throws TooManyGroups, OutOfTime.
  void for_each_block(const RowSet& rows, const Deadline&,
                      const std::function<void(const CellBlock&)>& visit);

  std::uint32_t cells() const { return static_cast<std::uint32_t>(cells_.size()); }
  CellKey key(std::uint32_t cell) const;
  /// Rows that count in some cell.
  std::uint64_t placed() const { return placed_; }

 private:
  using LocalCell = std::array<LocalKey, kMaxGroups>;
  /// Axes whose keys go together: one, or several over columns of the same nested rows.
  struct Bundle {
    std::string_view rows;  ///< empty: not nested
    std::vector<std::size_t> axes;
    std::vector<LocalCell> tuples;                      ///< of the present row, each once
    std::vector<std::vector<std::uint32_t>> positions;  ///< of each tuple
    void take(const LocalCell&, std::uint32_t position);
  };

  std::uint32_t cell_of(const LocalCell&);
  void find_single(CellBlock&);
  void find_several(const std::vector<std::uint32_t>& rows, CellBlock&);
  void read_bundle(std::uint32_t row, Bundle&);
  void read_nested(std::uint32_t row, Bundle&);
  void add_combinations(std::uint32_t row, std::size_t bundle, LocalCell&, CellBlock&);

  std::size_t most_;
  std::vector<std::unique_ptr<Axis>> axes_;
  std::vector<Bundle> bundles_;
  bool several_ = false;
  bool absent_ = false;  ///< a group has no column here: no row counts
  std::vector<LocalCell> cells_;
  std::vector<std::uint32_t> by_key_;                         ///< of a single group: cell by local key
  std::unordered_map<std::uint64_t, std::uint32_t> by_keys_;  ///< of several
  std::vector<std::vector<LocalKey>> keys_;                   ///< a block's, by axis
  std::vector<std::size_t> chosen_;                           ///< tuple of each bundle
  std::vector<std::vector<LocalKey>> scratch_;  ///< keys of one nested row, by axis of its bundle
  std::uint64_t placed_ = 0;
};

}  // namespace leian::query
