/// Live writing to an index: one a process. The folder is taken when the first write comes and given back
/// when none has come for a while, so that `leian index` may run beside a server.
///
///   LiveWriter live(db, {});
///   live.write(request)      returns when it is kept; within two seconds it can be found
///
/// What an earlier process acknowledged and did not publish is published by itself, soon after start().
/// Threads: every call may run beside every other.
/// Source: docs/adr/0020-journal.md
#pragma once
#include <shared_mutex>
#include <thread>

#include "indexer/live/live_session.hpp"
#include "indexer/pipeline/index_files.hpp"

namespace leian {

class LiveWriter {
 public:
  explicit LiveWriter(std::filesystem::path db, LiveOptions options = {});
  /// Publishes what is left, as close() does.
  ~LiveWriter();
  LiveWriter(const LiveWriter&) = delete;
  LiveWriter& operator=(const LiveWriter&) = delete;

  /// Begins to work in the background; the first write does so too. A thread of its own is born here and not
  /// sooner, so that it inherits the caller's signal mask.
  void start();

  /// Returns when the whole request is on disk. Errors: IndexLocked (another process writes), those of
  /// LiveSession::open and LiveSession::write.
  Result<WriteAnswer> write(const WriteRequest&);

  /// Publishes what was acknowledged before the call. Errors: Io.
  Result<void> flush();

  /// Publishes what is left, gives the folder back and takes nothing more. Errors: Io; what was acknowledged
  /// stays in the journal.
  Result<void> close();

  /// Imports files while writing goes on: what is written meanwhile is acknowledged and found as at other
  /// times. Kinds are those that the index knows. Rows become visible batch by batch. Errors: those of open,
  /// write and import_files; after a failure to write what was published stays. Returns only when the import
  /// has ended, so close() waits for it.
  Result<IndexSummary> import(const IndexOptions&);

  /// What LiveSession::newest tells; nothing also where no session is open.
  std::optional<NewestState> newest(const std::string& id);

  /// Why the journal cannot be replayed or written, where that is so.
  std::optional<Error> fault() const;

 private:
  template <class Work>
  auto with_session(const Work& work) -> decltype(work(*std::declval<LiveSession*>()));
  void run();
  void tick();
  Result<void> open_session();
  Result<void> end_session();
  void recover();
  void note(const Result<void>&);

  std::filesystem::path db_;
  LiveOptions options_;
  std::shared_ptr<const Analyzer> analyzer_;
  mutable std::mutex mutex_;  // fault_, stopping_, asked_, served_
  std::condition_variable changed_;
  std::optional<Error> fault_;
  bool stopping_ = false;
  std::uint64_t asked_ = 0;   // flushes
  std::uint64_t served_ = 0;  // flushes
  bool recover_ = true;       // the background's alone: the journal may hold what is to be published
  std::chrono::steady_clock::time_point next_try_{};
  std::atomic<int> imports_{0};            // under way: the session stays
  std::shared_timed_mutex session_mutex_;  // shared by writes and imports; alone to open and end a session
  std::mutex background_;                  // one publishes, merges or ends a session at a time
  std::unique_ptr<LiveSession> session_;
  std::once_flag started_;
  std::thread thread_;
};

}  // namespace leian
