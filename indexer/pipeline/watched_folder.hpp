/// A folder whose files are imported as soon as they are whole, by the path of `leian index`.
///
///   FOLDER/cases.csv                  dropped; taken once it has not changed for `settle`
///   FOLDER/done/cases.csv             imported, also where single rows were rejected
///   FOLDER/failed/cases.csv           could not be read, or had no row that could be taken
///   …/cases.csv.report.json           what became of it: counts, rejected rows with line, field and reason,
///   errors
///
/// A folder dropped into it is one unit. Hidden and temporary names, and links, are left alone. A name that
/// is taken in done or failed gets a number. A file is moved after its rows are published, so a crash in
/// between imports it again, which changes nothing. What is not the file's fault (the index is locked, the
/// disk full) leaves it where it is, for another attempt. One thread at a time.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "indexer/pipeline/index_files.hpp"

namespace leian {

struct WatchOptions {
  std::filesystem::path folder;
  IndexOptions import;                      ///< but for its inputs
  std::chrono::milliseconds settle{2'000};  ///< unchanged so long: whole
  std::chrono::milliseconds retry{5'000};   ///< after an attempt that failed by no fault of the file
};

/// What became of a file or folder.
struct WatchedImport {
  std::filesystem::path moved_to;  ///< empty where it stayed
  bool done = false;
  IndexSummary summary;
  std::optional<Error> error;
};

class WatchedFolder {
 public:
  using Clock = std::chrono::steady_clock;
  /// How files are imported: index_files, or LiveWriter::import beside a server's own writes.
  using Import = std::function<Result<IndexSummary>(const IndexOptions&)>;

  /// Makes done/ and failed/. Errors: Io (not a folder, or not to be written).
  static Result<WatchedFolder> open(WatchOptions);

  /// Looks once, and imports what is whole by now, in the order of the names.
  std::vector<WatchedImport> look(Clock::time_point now, const Import&);

 private:
  /// Names, sizes and times of all files of an entry, as one number.
  struct Seen {
    std::uint64_t signature = 0;
    Clock::time_point since;
    Clock::time_point not_before;
  };

  explicit WatchedFolder(WatchOptions options) : options_(std::move(options)) {}
  std::vector<std::filesystem::path> entries() const;
  WatchedImport import(const std::filesystem::path& entry, const Import&) const;
  bool move_aside(const std::filesystem::path& entry, WatchedImport&) const;

  WatchOptions options_;
  std::map<std::filesystem::path, Seen> seen_;
};

}  // namespace leian
