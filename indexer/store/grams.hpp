/// Posting lists of grams: in which rows of a segment two neighbouring characters stand, and how often.
/// Mapped and read in place. Why they are not in Xapian: docs/adr/0013-grams-beside-xapian.md
///
/// File: the lists, one after the other; then, 8-byte aligned, their starts (u64 × lists+1), grams (u32,
/// ascending) and numbers of rows (u32); then GramsFoot. A list is cut into blocks of kBlockRows rows. A list
/// of several blocks begins with a table of their last rows and ends (u32 each, ends counted from the table's
/// end). A row is written as LEB128 of its distance from the row before, less one, four times; plus two where
/// the gram was cut as a word in it; plus one where its count is above 1, and then count - 2 follows.
/// Threads: share freely.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>
#include <vector>

#include "corpora/core/mapped_file.hpp"
#include "indexer/analysis/terms.hpp"

namespace leian {

struct GramsFoot {
  std::uint64_t bytes;  ///< of all lists
  std::uint64_t lists;
  std::uint64_t rows;  ///< of the segment
  char magic[8];
};
inline constexpr char kGramsMagic[9] = "LEIANG02";

/// One block of a list, decoded.
struct PostingBlock {
  static constexpr std::uint32_t kRows = 128;
  std::uint32_t size = 0;
  std::uint32_t rows[kRows];  ///< ascending
  std::uint32_t counts[kRows];
  bool words[kRows];  ///< cut as a word there
};

/// Reads one list, block by block.
class GramList {
 public:
  GramList() = default;
  GramList(std::string_view bytes, std::uint32_t size, std::uint32_t row_end);

  std::uint32_t size() const { return size_; }
  /// The next block; empty at the end. False where the list is damaged: it holds fewer rows than it should.
  [[nodiscard]] bool read(PostingBlock&);
  /// Passes over the blocks that end before `row`.
  void skip_to(std::uint32_t row);

 private:
  std::uint32_t blocks() const { return (size_ + PostingBlock::kRows - 1) / PostingBlock::kRows; }
  std::uint32_t last_row(std::uint32_t block) const;
  std::uint32_t end_of(std::uint32_t block) const;

  std::string_view table_;
  std::string_view postings_;
  std::uint32_t size_ = 0;
  std::uint32_t row_end_ = 0;
  std::uint32_t next_ = 0;  // block
};

class Grams {
 public:
  /// Errors: FileMissing, IndexDamaged.
  static Result<Grams> open(const std::filesystem::path&);

  std::uint32_t rows() const { return rows_; }
  /// The list of a gram, empty where no row has it.
  GramList list(Gram) const;
  std::uint32_t rows_with(Gram) const;
  /// All grams that begin with a unit.
  std::span<const Gram> beginning_with(char16_t) const;

  /// All grams, ascending, each with its number of rows and its list.
  std::span<const Gram> grams() const { return grams_; }
  std::span<const std::uint32_t> sizes() const { return sizes_; }
  GramList list_at(std::size_t index) const;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::size_t find(Gram) const;

  std::filesystem::path path_;
  MappedFile file_;
  std::string_view lists_;
  std::span<const std::uint64_t> starts_;
  std::span<const Gram> grams_;
  std::span<const std::uint32_t> sizes_;
  std::uint32_t rows_ = 0;
};

/// Gathers the grams of a segment's rows. Beyond a few million, they wait in files beside the one to be
/// written. One thread at a time.
class GramsBuilder {
 public:
  explicit GramsBuilder(std::filesystem::path file) : file_(std::move(file)) {}

  /// Rows count from 0, as they are added. Errors: FileUnwritable.
  Result<void> add_row(const std::vector<GramCount>&);
  Result<void> finish();

 private:
  struct Entry {
    std::uint64_t gram_and_row;
    std::uint32_t count;
    bool word;
  };
  Result<void> write_run(const std::filesystem::path&);

  std::filesystem::path file_;
  std::uint32_t rows_ = 0;
  std::vector<Entry> entries_;
  std::vector<std::filesystem::path> runs_;
};

/// A file whose rows become those from `first_row` on.
struct GramsPart {
  const Grams* grams = nullptr;
  std::uint32_t first_row = 0;
};

/// Writes the lists of several files, whose rows follow each other, as one of `rows` rows. Errors:
/// FileUnwritable, IndexDamaged.
Result<void> write_joined(const std::filesystem::path&, const std::vector<GramsPart>&, std::uint32_t rows);

}  // namespace leian
