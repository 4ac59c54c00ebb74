/// The folded texts of a segment's records, mapped: where a quoted string is looked for and checked.
/// File: TextsHead, row starts (u64 × rows+1, in units), paragraph starts (u64 × rows+1), paragraphs (u32, in
/// units from the row's start), 8-byte aligned, then the units. A record's units are its texts in field
/// order, each led by kTextMark and its field's number from kFieldZero up. Neither can begin a match or stand
/// within one, so that what is found lies within one text. Threads: share freely.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/mapped_file.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian {

struct TextsHead {
  char magic[8];
  std::uint64_t rows;
  std::uint64_t units;
  std::uint64_t paragraphs;
};
inline constexpr char kTextsMagic[9] = "LEIANT02";

/// Leads every text of a record. A noncharacter: folding never yields it (broken and such input becomes
/// U+FFFD).
inline constexpr char16_t kTextMark = 0xFFFF;
/// Field 0. A low surrogate: in text it only ever follows a high one.
inline constexpr char16_t kFieldZero = 0xDC00;

/// One text of a record.
struct FieldText {
  std::uint16_t field = 0;  ///< number in the segment's list of text fields
  std::u16string_view units;
  std::span<const std::uint32_t> paragraphs;  ///< where they begin, but for the first; units from `origin`
  std::uint32_t origin = 0;                   ///< where the text begins within its row
};

class Texts {
 public:
  /// Errors: FileMissing, IndexDamaged.
  static Result<Texts> open(const std::filesystem::path&);

  std::uint32_t rows() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
  /// All texts of a record with their marks: one stretch to search at once.
  std::u16string_view all(std::uint32_t row) const {
    return units_.substr(starts_[row], starts_[row + 1] - starts_[row]);
  }
  /// All records' texts, one after the other, and where each record's begin.
  std::u16string_view units() const { return units_; }
  std::span<const std::uint64_t> starts() const { return starts_; }
  /// Where paragraphs begin within a record, but for the first of each text.
  std::span<const std::uint32_t> paragraphs(std::uint32_t row) const {
    return paragraphs_.subspan(paragraph_starts_[row], paragraph_starts_[row + 1] - paragraph_starts_[row]);
  }
  /// A record's texts, taken apart.
  std::vector<FieldText> fields(std::uint32_t row) const;

 private:
  MappedFile file_;
  std::span<const std::uint64_t> starts_, paragraph_starts_;
  std::span<const std::uint32_t> paragraphs_;
  std::u16string_view units_;
};

/// Writes the file row by row.
class TextsBuilder {
 public:
  void begin_row();
  void add(std::uint16_t field, const FoldedText&);
  Result<void> write(const std::filesystem::path&) const;

 private:
  std::vector<std::uint64_t> starts_, paragraph_starts_;
  std::vector<std::uint32_t> paragraphs_;
  std::u16string units_;
};

/// Writes the rows of several files, one after the other, into one. Their field numbers must mean the same.
/// Errors: FileUnwritable.
Result<void> write_joined(const std::filesystem::path&, const std::vector<const Texts*>& parts);

}  // namespace leian
