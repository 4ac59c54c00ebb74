/// Column files: one value, or a list of values, per record of a segment, mapped and read in place.
/// They answer facets, filters, ranges and sorting at memory speed, and can be rebuilt from the stored
/// records.
///
/// File: ColumnHead, then 8-byte aligned tables:
///   dictionary columns: string starts (u32 × entries+1), string bytes;
///   list columns:       row starts (u32 × rows+1);
///   values:             u8/u16/u32 ordinals, i32 days, i64 fen or seconds, f64 numbers.
/// A dictionary is sorted by bytes and entry 0 is the empty string: "no value" in a column of single values.
/// Threads: share freely. Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "corpora/core/mapped_file.hpp"
#include "corpora/record/field.hpp"

namespace leian {

struct ColumnHead {
  char magic[8];
  std::uint32_t shape;    ///< ColumnShape
  std::uint32_t list;     ///< 1: row starts are there
  std::uint32_t width;    ///< bytes of a value
  std::uint32_t entries;  ///< of the dictionary
  std::uint64_t rows;
  std::uint64_t values;
  std::uint64_t string_bytes;
};
inline constexpr char kColumnMagic[9] = "LEIANC01";

inline constexpr std::int32_t kNoDay = std::numeric_limits<std::int32_t>::min();
inline constexpr std::int64_t kNoInteger = std::numeric_limits<std::int64_t>::min();

/// A column of one segment. Rows count from 0. Cheap to copy; valid while its ColumnFile lives.
class Column {
 public:
  ColumnShape shape() const { return static_cast<ColumnShape>(head_->shape); }
  bool list() const { return head_->list != 0; }
  std::uint32_t rows() const { return static_cast<std::uint32_t>(head_->rows); }
  std::uint64_t values() const { return head_->values; }

  /// Where row's values begin; those of a row are [begin(row), begin(row + 1)).
  std::uint64_t begin(std::uint32_t row) const { return list() ? row_starts_[row] : row; }

  /// Dictionary columns: entries, ascending; entry 0 is "".
  std::uint32_t entries() const { return head_->entries; }
  std::string_view entry(std::uint32_t ordinal) const {
    return strings_.substr(string_starts_[ordinal], string_starts_[ordinal + 1] - string_starts_[ordinal]);
  }
  std::optional<std::uint32_t> ordinal_of(std::string_view) const;
  std::uint32_t ordinal(std::uint64_t value) const {
    switch (head_->width) {
      case 1:
        return static_cast<std::uint8_t>(data_[value]);
      case 2:
        return reinterpret_cast<const std::uint16_t*>(data_)[value];
      default:
        return reinterpret_cast<const std::uint32_t*>(data_)[value];
    }
  }
  /// Calls `visit` with a span of the ordinals at their true width, so that a loop over them is one tight
  /// loop.
  template <class Visit>
  auto with_ordinals(const Visit& visit) const {
    switch (head_->width) {
      case 1:
        return visit(values_as<std::uint8_t>());
      case 2:
        return visit(values_as<std::uint16_t>());
      default:
        return visit(values_as<std::uint32_t>());
    }
  }

  /// Ordered columns: days, fen or seconds, and numbers; kNoDay, kNoInteger and NaN where there is none.
  std::span<const std::int32_t> days() const { return values_as<std::int32_t>(); }
  std::span<const std::int64_t> integers() const { return values_as<std::int64_t>(); }
  std::span<const double> numbers() const { return values_as<double>(); }
  /// Whether all ordinals and starts stay within their tables. Reads the whole column, so opening does not
  /// ask.
  bool is_whole() const;
  /// Any ordered value as a double (days, fen, seconds or the number), or NaN.
  double ordered(std::uint64_t value) const;

 private:
  friend class ColumnFile;
  template <class T>
  std::span<const T> values_as() const {
    return {reinterpret_cast<const T*>(data_), head_->values};
  }

  const ColumnHead* head_ = nullptr;
  std::span<const std::uint32_t> string_starts_;
  std::string_view strings_;
  std::span<const std::uint32_t> row_starts_;
  const char* data_ = nullptr;
};

/// Owns a mapped column file.
class ColumnFile {
 public:
  /// Errors: FileMissing, IndexDamaged (cut short, sizes that do not fit, not a column).
  static Result<ColumnFile> open(const std::filesystem::path&);
  const Column& column() const { return column_; }

 private:
  MappedFile file_;
  Column column_;
};

}  // namespace leian
