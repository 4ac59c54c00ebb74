/// Writing to an index: one process at a time, one new generation per publish, nothing visible before it.
/// One thread at a time.
/// Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "indexer/store/segment_writer.hpp"
#include "indexer/store/snapshot.hpp"

namespace leian {

/// Holds the folder's lock as long as it lives.
class FolderLock {
 public:
  /// Errors: IndexLocked, FileUnwritable.
  static Result<FolderLock> take(const std::filesystem::path& folder);
  FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FolderLock& operator=(FolderLock&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FolderLock();

 private:
  FolderLock() = default;
  int fd_ = -1;
};

class IndexWriter {
 public:
  /// Opens the index in `folder`, or starts one. `kinds` are those of today: a field that changed its type is
  /// an error, new fields are taken in, and kinds the index has beyond them stay. Errors: IndexLocked,
  /// IndexFormat, IndexDamaged, BadKind (type changed), Io.
  static Result<std::unique_ptr<IndexWriter>> open(const std::filesystem::path& folder, const KindSet& kinds,
                                                   std::shared_ptr<const Analyzer>);

  const Snapshot& snapshot() const { return *snapshot_; }
  const std::shared_ptr<const Snapshot>& shared_snapshot() const { return snapshot_; }
  /// Valid as long as the writer. Threads: any.
  SegmentSchema schema() const { return {kinds_.get(), layout_.get(), analyzer_.get()}; }
  const std::filesystem::path& folder() const { return folder_; }

  /// A name for a new segment, never used before; its folder is segments/<name>.
  std::string new_segment_name();
  /// Takes a finished segment in with the next publish; one of no rows is dropped.
  void add_segment(const std::string& name, std::uint32_t rows);
  /// Deletes a row of a published segment with the next publish.
  void delete_row(const std::string& segment, std::uint32_t row);
  /// Whether publish() would change anything: records, or the kinds the index describes itself by.
  bool has_changes() const;
  /// Makes what was added and deleted the newest generation. Errors: Io; the old generation then stays.
  Result<void> publish();

  /// Merges segments where that makes searching faster, and publishes. Costs up to a rewrite of the index.
  Result<void> merge();

 private:
  IndexWriter(std::filesystem::path folder, FolderLock lock, std::shared_ptr<const Analyzer> analyzer)
      : folder_(std::move(folder)), lock_(std::move(lock)), analyzer_(std::move(analyzer)) {}
  Result<void> publish(Manifest);
  const SegmentView* view(const std::string& segment) const;
  Result<void> write_pending_deletions(Manifest&);
  void remove_unnamed_files() const;

  std::filesystem::path folder_;
  FolderLock lock_;
  std::shared_ptr<const Analyzer> analyzer_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const KindSet> kinds_;  // in force for the whole run, whatever is published meanwhile
  std::unique_ptr<const Layout> layout_;
  std::uint64_t next_segment_ = 1;
  bool kinds_changed_ = false;
  std::set<std::string> unfinished_;        // named, but not added yet
  std::vector<SegmentEntry> added_;         // by name, so that records stand in the order of their files
  std::map<std::string, RowBits> deleted_;  // by segment: all deletions of it, old and new
};

}  // namespace leian
