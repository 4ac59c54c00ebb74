/// A quantity's values over one segment: of a column, or days between two dates. Where a group is a column of
/// nested rows, a quantity of the same rows takes those that belong to the cell.
/// Units: days, fen, seconds as whole numbers; numbers as doubles; of strings their ordinals.
/// Threads: one segment's by one thread.
#pragma once
#include <cstdint>
#include <vector>

#include "corpora/calendar/working_days.hpp"
#include "query/aggregate/cells.hpp"
#include "query/aggregate/measure_spec.hpp"

namespace leian::query {

/// A value and the cell it counts in.
template <class T>
struct CellValue {
  std::uint32_t cell;
  T value;
};

class Values {
 public:
  /// `holidays` must outlive it; used for working days alone.
  Values(const Quantity&, const Segment&, const Holidays& holidays);

  /// The block's values, in the order of its rows. Whole numbers for all but numbers' columns; there are none
  /// where the segment lacks the column.
  void gather(const CellBlock&, std::vector<CellValue<std::int64_t>>&);
  void gather(const CellBlock&, std::vector<CellValue<double>>&);

  /// First and last year of the spans of working days that were counted; backward where there were none.
  int first_year() const { return first_year_; }
  int last_year() const { return last_year_; }
  const Column* column() const { return column_; }

 private:
  void gather_days(const CellBlock&, std::vector<CellValue<std::int64_t>>&);

  const Quantity& quantity_;
  const Column* column_;
  const Column* until_;
  std::string_view rows_;  ///< the nested rows that the column is of
  const Holidays& holidays_;
  int first_year_ = 9999;
  int last_year_ = 0;
};

/// The day of a row's first date, or kNoDay.
std::int32_t first_day(const Column&, std::uint32_t row);

}  // namespace leian::query
