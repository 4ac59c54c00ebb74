/// What has been counted: a partial result of one segment, or of several merged. Merging in any order, and
/// cutting the rows into any segments, gives the same figures: counts are whole numbers, sums are exact
/// before they are rounded (exact_sum.hpp), percentiles are drawn from all values together.
/// Memory: some hundred bytes a cell and measure; 8 bytes a value where percentiles are asked for.
/// Threads: one at a time.
#pragma once
#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "query/aggregate/exact_sum.hpp"
#include "query/aggregate/id_set.hpp"
#include "query/aggregate/values.hpp"

namespace leian::query {

/// What of a quantity is wanted beside number, sum and extremes.
struct QuantityPlan {
  Quantity quantity;
  bool ranked = false;  ///< percentiles: all values are kept
};

/// The values of one cell.
template <class T>
struct Gathered {
  std::uint64_t count = 0;
  ExactSum sum;
  T least = std::numeric_limits<T>::max();
  T greatest = std::numeric_limits<T>::lowest();
  std::vector<T> values;  ///< where percentiles are asked for

  void add(T value, bool ranked) {
    ++count;
    sum.add(value);
    if (value < least) least = value;
    if (value > greatest) greatest = value;
    if (ranked) values.push_back(value);
  }
  void merge(const Gathered& other) {
    count += other.count;
    sum.add(other.sum);
    least = std::min(least, other.least);
    greatest = std::max(greatest, other.greatest);
    values.insert(values.end(), other.values.begin(), other.values.end());
  }
};

/// The tallies of many cells, an array a measure; the outer vectors run parallel to the TallyPlan's.
struct Tally {
  std::vector<std::uint64_t> counts;                       ///< records by cell
  std::vector<std::vector<Gathered<std::int64_t>>> whole;  ///< by quantity, cell; empty for real ones
  std::vector<std::vector<Gathered<double>>> real;         ///< by quantity, cell; empty for whole ones
  std::vector<std::vector<IdSet>> distinct;                ///< by distinct quantity, cell: ids of values
  std::vector<std::vector<std::uint64_t>> met;             ///< by condition, cell: records
  std::vector<std::vector<std::uint64_t>> nested;          ///< by field of nested rows, cell: nested rows

  /// Room for that many cells.
  void resize(const struct TallyPlan&, std::size_t cells);
  /// Adds cell `from` of another tally of the same plan to cell `to` of this one.
  void merge_cell(const Tally& other, std::size_t from, std::size_t to);
};

/// All that is to be counted in one pass over the matches.
struct TallyPlan {
  std::vector<AxisSpec> axes;
  std::vector<QuantityPlan> quantities;
  std::vector<Quantity> distincts;
  std::vector<Plan> conditions;
  std::vector<std::string> nested;  ///< fields of nested rows
  std::size_t most_cells = kMaxCells;
};

}  // namespace leian::query
