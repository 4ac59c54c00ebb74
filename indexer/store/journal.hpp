/// The journal: what was acknowledged but may not stand in a published segment yet. An entry is appended in
/// memory, and on disk once `commit` has returned; those waiting at the same time share one write and one
/// flush.
///
///   D/journal/000007.log    head, then frames, each written whole by one write
///   head    magic "LEIANJ01", u64 sequence of its first entry, u64 XXH3 of these 16 bytes
///   frame   u32 magic, u32 length, u64 sequence of its first entry, u64 XXH3 of the payload, u64 XXH3 of
///   these 24
///           bytes; payload: entries, each u32 length and bytes
///
/// Entries are numbered from 1 without a gap, across files, for as long as the index lives; clocks play no
/// part. Opening tells a torn tail (the last frame of the last file incomplete, or with blocks that never
/// reached the disk: nobody was told that it is kept), which is cut, from damage, which is an error with file
/// and byte. Threads: `append` and `commit` from any; the rest from one thread at a time, beside them.
/// Source: docs/adr/0020-journal.md
#pragma once
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// A journal file that was read to its end.
struct JournalFile {
  std::filesystem::path path;
  std::uint64_t number = 0;  ///< in its name
  std::uint64_t first = 0;   ///< sequence of its first entry
  std::uint64_t last = 0;    ///< of its last entry; first - 1 where it has none
  std::uint64_t bytes = 0;   ///< up to the end of its last whole frame
  std::uint64_t torn = 0;    ///< bytes behind that
};

/// Gets entries in their order. An error ends the reading.
using JournalVisitor = std::function<Result<void>(std::uint64_t sequence, std::string_view entry)>;

/// Reads every file and changes nothing. `published` is the manifest's `journal`: entries up to it may be
/// missing at the front. Errors: IndexDamaged (file and byte; a gap), Io, the visitor's.
Result<std::vector<JournalFile>> read_journal(const std::filesystem::path& folder, std::uint64_t published,
                                              const JournalVisitor&);

class Journal {
 public:
  /// Opens it for writing, cutting a torn tail; the index's lock must be held. Errors: those of read_journal.
  static Result<std::unique_ptr<Journal>> open(const std::filesystem::path& folder, std::uint64_t published,
                                               const JournalVisitor&);
  ~Journal();
  Journal(const Journal&) = delete;
  Journal& operator=(const Journal&) = delete;

  /// The entry's number. It is not kept before commit() has said so. At most kMaxEntryBytes.
  std::uint64_t append(std::string entry);
  /// Returns when that entry, and with it all before, is on disk. Errors: Io; then nothing further is taken,
  /// and what was not committed by then is not part of the journal.
  Result<void> commit(std::uint64_t sequence);
  std::uint64_t last_appended() const;
  std::uint64_t last_committed() const;

  /// Of the file in use.
  std::uint64_t file_bytes() const;
  /// Entries appended from now on go to a new file. Errors: Io.
  Result<void> rotate();
  /// Removes files that are no longer written to and hold no entry behind `sequence`.
  void forget(std::uint64_t sequence);
  /// Removes every file. Nothing may be appended any more, and everything must be published.
  void clear();

  static constexpr std::size_t kMaxEntryBytes = 1u << 30;

 private:
  explicit Journal(std::filesystem::path folder) : folder_(std::move(folder)) {}
  Result<void> start_file(std::uint64_t number, std::uint64_t first);
  Result<void> write_frame(std::string_view frame);
  std::string take_waiting(std::uint64_t& last);

  std::filesystem::path folder_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool writing_ = false;  // by the one thread that left the mutex to write
  std::optional<Error> failure_;
  int fd_ = -1;
  JournalFile current_;
  std::vector<JournalFile> closed_;
  std::vector<std::string> waiting_;
  std::uint64_t appended_ = 0;
  std::uint64_t committed_ = 0;
};

}  // namespace leian
