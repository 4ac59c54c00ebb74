/// Sets of a segment's rows, one bit each: what matching makes, facets count and ranking walks.
#pragma once
#include <bit>
#include <cstdint>
#include <vector>

#include "indexer/store/deletions.hpp"

namespace leian::query {

/// Rows 0 to rows-1 of one segment. Bits beyond the last row are never set.
class RowSet {
 public:
  explicit RowSet(std::uint32_t rows = 0) : rows_(rows), bits_((rows + 63) / 64, 0) {}

  static RowSet all(std::uint32_t rows) {
    RowSet set(rows);
    for (auto& word : set.bits_) word = ~std::uint64_t{0};
    set.trim();
    return set;
  }

  std::uint32_t rows() const { return rows_; }
  void add(std::uint32_t row) { bits_[row / 64] |= std::uint64_t{1} << (row % 64); }
  bool has(std::uint32_t row) const { return (bits_[row / 64] >> (row % 64) & 1) != 0; }
  std::uint32_t count() const {
    std::uint32_t sum = 0;
    for (const std::uint64_t word : bits_) sum += static_cast<std::uint32_t>(std::popcount(word));
    return sum;
  }
  bool empty() const {
    for (const std::uint64_t word : bits_)
      if (word != 0) return false;
    return true;
  }

  RowSet& operator&=(const RowSet& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
    return *this;
  }
  RowSet& operator|=(const RowSet& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] |= other.bits_[i];
    return *this;
  }
  /// Takes out the rows of `other`.
  RowSet& operator-=(const RowBits& other) {
    for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= ~other[i];
    return *this;
  }
  RowSet& operator-=(const RowSet& other) { return *this -= other.bits_; }

  /// Calls visit(row) for every row in the set, ascending.
  template <class Visit>
  void for_each(const Visit& visit) const {
    for (std::size_t i = 0; i < bits_.size(); ++i)
      for (std::uint64_t left = bits_[i]; left != 0; left &= left - 1)
        visit(static_cast<std::uint32_t>(i * 64 + static_cast<std::size_t>(std::countr_zero(left))));
  }
  /// Keeps the rows for which keep(row).
  template <class Keep>
  void retain(const Keep& keep) {
    for (std::size_t i = 0; i < bits_.size(); ++i)
      for (std::uint64_t left = bits_[i]; left != 0; left &= left - 1) {
        const auto bit = static_cast<std::size_t>(std::countr_zero(left));
        if (!keep(static_cast<std::uint32_t>(i * 64 + bit))) bits_[i] &= ~(std::uint64_t{1} << bit);
      }
  }
  std::vector<std::uint32_t> to_vector() const {
    std::vector<std::uint32_t> rows;
    rows.reserve(count());
    for_each([&](std::uint32_t row) { rows.push_back(row); });
    return rows;
  }

 private:
  void trim() {
    if (rows_ % 64 != 0 && !bits_.empty()) bits_.back() &= (std::uint64_t{1} << (rows_ % 64)) - 1;
  }

  std::uint32_t rows_;
  std::vector<std::uint64_t> bits_;
};

}  // namespace leian::query
