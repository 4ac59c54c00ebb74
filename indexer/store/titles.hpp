/// The titles of a segment's records in order, each once with the rows that have it, mapped: what titles are
/// suggested from while somebody types. A segment made before there was this file lacks it and gets it when
/// it is merged.
///
/// File: the folded titles, cut to kMaxTitle units, ascending by units, one after the other; then, 8-byte
/// aligned, their starts (u64 × titles+1, in units), where their rows begin (u64 × titles+1), and the rows
/// (u32), ascending within a title; then TitlesFoot. Threads: share freely. Source:
/// docs/adr/0016-suggestions.md
#pragma once
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpora/core/mapped_file.hpp"
#include "corpora/core/result.hpp"

namespace leian {

struct TitlesFoot {
  std::uint64_t bytes;  ///< of all titles
  std::uint64_t titles;
  std::uint64_t rows;  ///< that have a title
  char magic[8];
};
inline constexpr char kTitlesMagic[9] = "LEIANL01";
inline constexpr std::string_view kTitlesFile = "titles.bin";
inline constexpr std::size_t kMaxTitle =
    80;  ///< units; longer titles are told apart by their first ones only

class Titles {
 public:
  /// No titles.
  Titles() = default;
  /// Errors: FileMissing, IndexDamaged (cut short, or not such a file).
  static Result<Titles> open(const std::filesystem::path&);

  std::size_t size() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  std::u16string_view text(std::size_t title) const {
    const auto [begin, end] = stretch(starts_, title, units_.size());
    return units_.substr(begin, end - begin);
  }
  /// Of a damaged file they may be rows that the segment has not.
  std::span<const std::uint32_t> rows(std::size_t title) const {
    const auto [begin, end] = stretch(row_starts_, title, rows_.size());
    return rows_.subspan(begin, end - begin);
  }

 private:
  static std::pair<std::size_t, std::size_t> stretch(std::span<const std::uint64_t> starts, std::size_t title,
                                                     std::size_t size) {
    const auto begin = std::min<std::size_t>(starts[title], size);
    return {begin, std::clamp<std::size_t>(starts[title + 1], begin, size)};
  }

  MappedFile file_;
  std::u16string_view units_;
  std::span<const std::uint64_t> starts_, row_starts_;
  std::span<const std::uint32_t> rows_;
};

/// Gathers the titles of a segment. One thread at a time.
class TitlesBuilder {
 public:
  /// Rows in any order; a row has one title. An empty title is passed over.
  void add(std::uint32_t row, std::u16string_view folded);
  /// Errors: FileUnwritable.
  Result<void> write(const std::filesystem::path&);

 private:
  std::u16string units_;  // of all titles, in the order in which they came
  struct Entry {
    std::uint64_t begin = 0;
    std::uint32_t length = 0;
    std::uint32_t row = 0;
  };
  std::vector<Entry> entries_;
};

/// The titles of one segment that is merged with others, its rows counted from `first_row`.
struct TitlesPart {
  const Titles* titles = nullptr;
  std::uint32_t first_row = 0;
};

/// Writes the titles of several segments into one file. Cost: one pass over all. Errors: FileUnwritable.
Result<void> write_joined(const std::filesystem::path&, const std::vector<TitlesPart>&);

}  // namespace leian
