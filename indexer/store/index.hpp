/// An index on disk, opened for reading. A folder holds a MANIFEST that names the segments, deletions and kinds of the newest
/// generation; segments never change once written, so a reader keeps its generation for as long as it holds it.
///
///   Index index = Index::open(dir)      one per process; notices new generations
///   auto snap = index.snapshot()        one generation: columns, texts, deletions; shared between threads
///   auto lease = index.lease()          a snapshot and this thread's own Xapian databases over it, returned to the pool when dropped
///
/// Source: docs/adr/0005-columns-and-segments.md
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "corpora/record/kind.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian {

class Snapshot;     // store/snapshot.hpp
class ReaderLease;  // store/reader_pool.hpp

class Index {
 public:
  /// Errors: IndexMissing, IndexFormat (made by a newer Leian, another analyzer or dictionary: says what to run), IndexDamaged.
  static Result<std::shared_ptr<Index>> open(const std::filesystem::path&, std::shared_ptr<const Analyzer>);
  ~Index();

  /// The newest generation. Looks at the MANIFEST at most every `kRefreshInterval`; a damaged newer one keeps the old in use.
  std::shared_ptr<const Snapshot> snapshot();
  /// Threads: any number at once. Errors: IndexDamaged.
  Result<ReaderLease> lease();

  const std::shared_ptr<const Analyzer>& analyzer() const;
  const std::filesystem::path& folder() const;

  static constexpr std::chrono::milliseconds kRefreshInterval{500};

 private:
  struct Impl;
  explicit Index(std::unique_ptr<Impl>);
  std::unique_ptr<Impl> impl_;
};

}  // namespace leian
