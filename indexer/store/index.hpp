/// An index on disk, opened for reading; new generations are noticed without a restart.
///
///   Index::open(dir)   one per process
///   lease()            the newest generation, with this thread's own Xapian databases; any number of threads
///   at once
///
/// Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/store/snapshot.hpp"

namespace leian {

class Index {
 public:
  /// Errors: IndexMissing; IndexFormat (a newer Leian's, or another analyzer's: says what to run);
  /// IndexDamaged.
  static Result<std::shared_ptr<Index>> open(const std::filesystem::path&, std::shared_ptr<const Analyzer>);

  /// The newest generation. The MANIFEST is looked at every kRefreshInterval at most; where the newer
  /// generation cannot be opened, the one in use stays in use.
  std::shared_ptr<const Snapshot> snapshot();
  /// Errors: IndexDamaged.
  Result<ReaderLease> lease();

  const Analyzer& analyzer() const { return *analyzer_; }
  const std::shared_ptr<const Analyzer>& shared_analyzer() const { return analyzer_; }
  const std::filesystem::path& folder() const { return folder_; }

  static constexpr std::chrono::milliseconds kRefreshInterval{250};

 private:
  /// Tells one MANIFEST from the next. Its time alone does not: two may be renamed within one tick of the
  /// clock.
  struct ManifestStamp {
    std::int64_t seconds = 0;
    std::int64_t nanoseconds = 0;
    std::uint64_t inode = 0;
    bool operator==(const ManifestStamp&) const = default;
  };

  std::optional<ManifestStamp> stamp() const;
  Result<std::shared_ptr<const Snapshot>> load(const Snapshot* previous) const;

  std::filesystem::path folder_;
  std::shared_ptr<const Analyzer> analyzer_;
  std::mutex mutex_;
  std::shared_ptr<const Snapshot> current_;
  std::chrono::steady_clock::time_point looked_at_;
  std::optional<ManifestStamp> stamp_;  // of the MANIFEST that current_ was read from, or an older one
};

}  // namespace leian
