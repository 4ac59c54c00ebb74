/// A ZIP file, and what is one inside (XLSX, DOCX): its entries, each inflated as a stream under the limits
/// of corpora/readers/limits.hpp. Names are UTF-8, in GBK archives converted; how much comes out of all
/// archives within one input file together is counted by one InflateBudget. One thread at a time.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/readers/source_file.hpp"

struct zip;
struct zip_file;

namespace leian {

/// What is left of the limits that hold for all archives within one input file together.
class InflateBudget {
 public:
  explicit InflateBudget(std::uint64_t bytes) : left_(bytes) {}
  /// False where they are used up.
  bool take(std::uint64_t bytes) {
    if (bytes > left_) return false;
    left_ -= bytes;
    return true;
  }
  /// Whether that limit is met for the first time: of an archive full of bombs one is told.
  bool first_to_meet(const std::string& limit) { return met_.insert(limit).second; }

 private:
  std::uint64_t left_;
  std::set<std::string> met_;
};

struct ArchiveEntry {
  std::uint64_t index = 0;
  std::string name;        ///< UTF-8, with / between folders; nobody has checked that it is safe
  std::uint64_t size = 0;  ///< as the archive claims
  std::uint64_t packed = 0;
  bool encrypted = false;

  bool folder() const { return name.ends_with('/'); }
};

class EntryStream;

class ZipArchive : public std::enable_shared_from_this<ZipArchive> {
 public:
  /// Errors: NotFound, Io, BadInput (damaged), TooLarge (the file, its entries).
  static Result<std::shared_ptr<ZipArchive>> open(const SourceFile&);
  ~ZipArchive();
  ZipArchive(const ZipArchive&) = delete;
  ZipArchive& operator=(const ZipArchive&) = delete;

  const std::string& shown() const { return source_.shown; }
  const SourceFile& source() const { return source_; }
  const std::vector<ArchiveEntry>& entries() const { return entries_; }
  const std::shared_ptr<InflateBudget>& budget() const { return source_.budget; }

  /// The entry of that name: exactly, else with letters of the other case (part names of OOXML ignore case).
  const ArchiveEntry* find(std::string_view name) const;
  /// Errors: Unsupported (encrypted), BadInput.
  Result<EntryStream> stream(const ArchiveEntry&);
  /// The whole entry. Errors: those of stream and read; TooLarge beyond `limit` bytes.
  Result<std::string> read(const ArchiveEntry&, std::size_t limit);

 private:
  explicit ZipArchive(SourceFile source) : source_(std::move(source)) {}
  Result<void> list();

  SourceFile source_;
  zip* zip_ = nullptr;
  std::vector<ArchiveEntry> entries_;
};

/// Reads one entry from front to back. Keeps its archive open.
class EntryStream {
 public:
  EntryStream(std::shared_ptr<ZipArchive> archive, const ArchiveEntry&, zip_file*);
  EntryStream(EntryStream&&) noexcept;
  EntryStream& operator=(EntryStream&&) = delete;
  ~EntryStream();

  /// Bytes put into `room`; 0 at the end. Errors: BadInput (damaged), TooLarge (a bomb).
  Result<std::size_t> read(char* room, std::size_t bytes);
  std::uint64_t produced() const { return produced_; }

 private:
  std::shared_ptr<ZipArchive> archive_;
  std::uint64_t packed_;
  zip_file* file_;
  std::uint64_t produced_ = 0;
};

}  // namespace leian
