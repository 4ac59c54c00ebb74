/// What all sorts of sheets come down to: rows of cells, as they stand, before anybody has looked for a
/// header.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/readers/sheet_values.hpp"

namespace leian {

struct SheetCell {
  std::uint32_t column = 0;  ///< from 1
  std::string text;          ///< never empty
  bool literal = false;      ///< a number or true/false in the sheet itself: `text` is JSON
};

struct SheetRow {
  std::uint64_t line = 0;        ///< from 1, as the sheet counts
  std::vector<SheetCell> cells;  ///< by column; cells without content are left out
  std::optional<Text> fault;     ///< why this row cannot be taken; reading goes on behind it
};

/// One sheet from top to bottom, rows without content left out. One thread at a time.
class SheetRows {
 public:
  virtual ~SheetRows() = default;
  /// The next row; an Error ends the sheet; nothing at its end.
  virtual std::optional<Result<SheetRow>> next() = 0;
  /// Merged cells, sorted by first row.
  virtual const std::vector<CellRange>& merges() const = 0;
  /// How far reading is, 0 to 1.
  virtual double progress() const = 0;
};

}  // namespace leian
