/// A segment: an immutable part of an index, opened for reading.
/// Folder: postings.glass (Xapian: words and ids), grams.bin, texts.bin, records.bin, <column>.col,
/// titles.bin, names.bin, lengths.bin, hashes.bin, segment.json. Rows count from 0; Xapian's document ids are
/// row + 1. Threads: everything but a borrowed database is shared freely.
#pragma once
#include <xapian.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/schema/layout.hpp"
#include "indexer/store/columns.hpp"
#include "indexer/store/derived.hpp"
#include "indexer/store/grams.hpp"
#include "indexer/store/manifest.hpp"
#include "indexer/store/stored_records.hpp"
#include "indexer/store/texts.hpp"
#include "indexer/store/titles.hpp"
#include "indexer/store/value_names.hpp"

namespace leian {

/// Which record this is, to tell a changed one from an unchanged one: XXH3 of its JSON form.
struct ContentHash {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  bool operator==(const ContentHash&) const = default;
};

/// One bit per row.
using RowBits = std::vector<std::uint64_t>;
inline bool has_bit(const RowBits& bits, std::uint32_t row) {
  return (bits[row / 64] >> (row % 64) & 1) != 0;
}

class Segment {
 public:
  /// Errors: IndexDamaged (a file missing, cut short, or not fitting the others), IndexFormat.
  static Result<std::shared_ptr<Segment>> open(const std::filesystem::path& db, const SegmentEntry&);

  const std::string& name() const { return name_; }
  std::uint32_t rows() const { return rows_; }
  /// The column of that field, or nullptr where the segment is older than the field.
  const Column* column(std::string_view field) const;
  const Grams& grams() const { return grams_; }
  const StoredRecords& records() const { return records_; }
  const Texts& texts() const { return texts_; }
  /// Nothing where the segment is older than the file.
  const std::optional<Titles>& titles() const { return titles_; }
  /// Of the columns' values. Nothing where the segment is older than the file.
  const std::optional<ValueNames>& names() const { return names_; }
  /// What was worked out from this segment.
  const Derived& derived() const { return derived_; }
  const std::filesystem::path& folder() const { return folder_; }
  /// Number of a text field in texts(), or nothing where the segment does not know it.
  std::optional<std::uint16_t> text_field(std::string_view field) const;
  const std::vector<std::string>& text_fields() const { return text_fields_; }
  /// Weighted number of grams of each row: what BM25 calls its length.
  std::span<const std::uint32_t> lengths() const { return lengths_; }
  std::uint64_t total_length() const { return total_length_; }
  ContentHash hash(std::uint32_t row) const { return hashes_[row]; }

  /// A database of this segment for one thread; give it back when done.
  Result<Xapian::Database> borrow() const;
  void give_back(Xapian::Database) const;

 private:
  std::string name_;
  std::filesystem::path folder_;
  std::uint32_t rows_ = 0;
  std::uint64_t total_length_ = 0;
  std::map<std::string, ColumnFile, std::less<>> columns_;
  std::vector<std::string> text_fields_;
  Grams grams_;
  StoredRecords records_;
  Texts texts_;
  std::optional<Titles> titles_;
  std::optional<ValueNames> names_;
  MappedFile lengths_file_, hashes_file_;
  std::span<const std::uint32_t> lengths_;
  std::span<const ContentHash> hashes_;
  Derived derived_;
  mutable std::mutex mutex_;
  mutable std::vector<Xapian::Database> idle_;
};

}  // namespace leian
