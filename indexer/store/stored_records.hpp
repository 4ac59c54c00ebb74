/// The records of a segment as they came in: each record's JSON compressed with zstd, found by its row,
/// mapped. File: the compressed records, one after the other; then, 8-byte aligned, their starts (u64 ×
/// rows+1); then StoredRecordsFoot. Threads: share freely.
#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/files.hpp"
#include "corpora/core/mapped_file.hpp"

namespace leian {

struct StoredRecordsFoot {
  std::uint64_t bytes;  ///< of all records, compressed
  std::uint64_t rows;
  char magic[8];
};
inline constexpr char kStoredRecordsMagic[9] = "LEIANR01";

class StoredRecords {
 public:
  /// Errors: FileMissing, IndexDamaged.
  static Result<StoredRecords> open(const std::filesystem::path&);

  std::uint32_t rows() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
  /// The record's JSON. Errors: IndexDamaged.
  Result<std::string> json(std::uint32_t row) const;

  /// All records as they lie in the file, and where each begins.
  std::string_view packed() const { return packed_; }
  std::span<const std::uint64_t> starts() const { return starts_; }

 private:
  MappedFile file_;
  std::string_view packed_;
  std::span<const std::uint64_t> starts_;
};

/// Writes the file record by record. One thread at a time.
class StoredRecordsWriter {
 public:
  /// Errors: FileUnwritable, here and below.
  static Result<StoredRecordsWriter> create(const std::filesystem::path&);
  Result<void> add(std::string_view json);
  /// Takes over the rows of another file.
  Result<void> add_all(const StoredRecords&);
  Result<void> finish();

 private:
  explicit StoredRecordsWriter(NewFile file) : file_(std::move(file)) {}

  NewFile file_;
  std::vector<std::uint64_t> starts_;
  std::string packed_;  // the record under way
};

}  // namespace leian
