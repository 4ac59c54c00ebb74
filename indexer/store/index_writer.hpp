/// Writing to an index: one process at a time, one new generation per publish, nothing visible before it.
/// One thread at a time; only a planned merge is carried out by another, beside it.
/// Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <chrono>
#include <filesystem>
#include <limits>
#include <map>
#include <memory>
#include <optional>
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

/// Segments to become one. They stay as they are, and in use, until the merge is published.
struct MergePlan {
  std::string name;  ///< of the segment they become
  std::vector<SegmentEntry> chosen;
  std::shared_ptr<const Snapshot> from;
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
  const Analyzer& analyzer() const { return *analyzer_; }
  /// Valid as long as the writer. Threads: any.
  SegmentSchema schema() const { return {kinds_.get(), layout_.get(), analyzer_.get()}; }
  const std::filesystem::path& folder() const { return folder_; }

  /// A name for a new segment, never used before; its folder is segments/<name>.
  std::string new_segment_name();
  /// Takes a finished segment in with the next publish; one of no rows is dropped.
  void add_segment(const std::string& name, std::uint32_t rows);
  /// Deletes a row of a published segment with the next publish.
  void delete_row(const std::string& segment, std::uint32_t row);
  /// Takes a model in with the next publish, in place of the one that its kind had. Its files are there.
  void set_model(ModelEntry);
  /// Whether publish() would change anything: records, models, or the kinds the index describes itself by.
  bool has_changes() const;
  /// Makes what was added and deleted the newest generation, in which every record has its profile under
  /// every model. Errors: Io; the old generation then stays.
  Result<void> publish();

  /// The next generation holds every entry of the journal up to that one.
  void contains_journal(std::uint64_t sequence) { journal_ = sequence; }

  /// Merges segments where that makes searching faster, and publishes. Costs up to a rewrite of the index.
  Result<void> merge();

  /// The same in three steps, of which the second may take long and be left to another thread. Segments of
  /// more than `most_rows`, and those of a plan under way, are left out; nothing where there is nothing to
  /// gain.
  std::optional<MergePlan> plan_merge(std::uint32_t most_rows = std::numeric_limits<std::uint32_t>::max());
  /// Threads: any. Errors: Io, IndexDamaged.
  Result<SegmentEntry> carry_out(const MergePlan&) const;
  /// What was deleted since the plan was made stays deleted. Nothing may wait to be published. Errors: Io.
  Result<void> publish_merge(const MergePlan&, SegmentEntry merged);
  void give_up(const MergePlan&);

  /// How long files that no generation names any more stay, for readers that are just opening them.
  void keep_unnamed_for(std::chrono::milliseconds time) { keep_unnamed_for_ = time; }
  /// Removes those whose time has come; every publish does so too.
  void remove_unnamed_files();

 private:
  IndexWriter(std::filesystem::path folder, FolderLock lock, std::shared_ptr<const Analyzer> analyzer)
      : folder_(std::move(folder)), lock_(std::move(lock)), analyzer_(std::move(analyzer)) {}
  Result<void> publish(Manifest);
  const SegmentView* view(const std::string& segment) const;
  Result<void> write_pending_deletions(Manifest&);
  void take_in_models(Manifest&) const;
  void remove_models(std::set<std::string> names);
  RowBits deletions_after(const MergePlan&, const SegmentEntry& merged) const;
  void remove_all_but(const std::filesystem::path& folder, const std::set<std::string>& kept);

  std::filesystem::path folder_;
  FolderLock lock_;
  std::shared_ptr<const Analyzer> analyzer_;
  std::shared_ptr<const Snapshot> snapshot_;
  std::shared_ptr<const KindSet> kinds_;  // in force for the whole run, whatever is published meanwhile
  std::unique_ptr<const Layout> layout_;
  std::uint64_t next_segment_ = 1;
  std::uint64_t journal_ = 0;
  bool kinds_changed_ = false;
  std::set<std::string> unfinished_;  // named, but not added yet
  std::vector<SegmentEntry> added_;   // by name, so that records stand in the order of their files
  std::vector<ModelEntry> learned_;
  std::map<std::string, RowBits> deleted_;  // by segment: all deletions of it, old and new
  std::set<std::string> merging_;           // segments of plans under way
  std::chrono::milliseconds keep_unnamed_for_{0};
  std::map<std::filesystem::path, std::chrono::steady_clock::time_point> unnamed_since_;
};

}  // namespace leian
