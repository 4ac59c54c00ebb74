/// The profiles of a segment's records under one model, mapped: what every look-up of similar cases reads.
/// File: RowProfilesHead, starts (u32 × rows+1), parts (StoredCauseWeight × parts), a row's heaviest first.
/// Threads: share freely. Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <filesystem>
#include <span>
#include <vector>

#include "corpora/core/mapped_file.hpp"
#include "indexer/learn/cause_model.hpp"

namespace leian {

struct RowProfilesHead {
  char magic[8];
  std::uint32_t rows;
  std::uint32_t causes;  ///< of the model
  std::uint64_t parts;
};
inline constexpr char kRowProfilesMagic[9] = "LEIANK01";

class RowProfiles {
 public:
  /// Looks at sizes alone. Errors: FileMissing, IndexDamaged.
  static Result<RowProfiles> open(const std::filesystem::path&);

  std::uint32_t rows() const { return head_->rows; }
  std::uint32_t causes() const { return head_->causes; }
  /// Empty where the file was damaged there.
  std::span<const StoredCauseWeight> row(std::uint32_t row) const;
  /// Whether all rows are as they were written. Reads the whole file.
  bool is_whole() const;

 private:
  bool fits(std::uint32_t row) const;

  MappedFile file_;
  const RowProfilesHead* head_ = nullptr;
  std::span<const std::uint32_t> starts_;
  std::span<const StoredCauseWeight> parts_;
};

/// Gathers rows and writes the file. One thread at a time.
class RowProfilesBuilder {
 public:
  void add_row(std::span<const StoredCauseWeight>);
  /// The other one's rows behind those gathered.
  void add_all(const RowProfilesBuilder&);
  std::uint32_t rows() const { return static_cast<std::uint32_t>(starts_.size() - 1); }
  /// `causes`: of the model. Flushed to disk. Errors: FileUnwritable.
  Result<void> write(const std::filesystem::path&, std::size_t causes) const;

 private:
  Result<void> write_all(const std::filesystem::path&, std::size_t causes) const;

  std::vector<std::uint32_t> starts_{0};
  std::vector<StoredCauseWeight> parts_;
};

}  // namespace leian
