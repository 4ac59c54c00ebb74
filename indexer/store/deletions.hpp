/// Which rows of a segment are deleted: a Roaring bitmap on disk, plain bits in memory.
#pragma once
#include <cstdint>
#include <filesystem>

#include "indexer/store/segment.hpp"

namespace leian {

/// Errors: IndexDamaged.
Result<RowBits> read_deletions(const std::filesystem::path&, std::uint32_t rows);
/// Errors: FileUnwritable.
Result<void> write_deletions(const std::filesystem::path&, const RowBits&);

/// Bits for that many rows, none set.
inline RowBits no_rows(std::uint32_t rows) { return RowBits((rows + 63) / 64, 0); }
/// How many are set.
std::uint32_t count_bits(const RowBits&);
inline void set_bit(RowBits& bits, std::uint32_t row) { bits[row / 64] |= std::uint64_t{1} << (row % 64); }

}  // namespace leian
