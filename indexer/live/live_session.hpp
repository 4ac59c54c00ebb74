/// An index held for writing by a server: what is asked is judged, journalled and answered at once; what was
/// journalled is published in the background, many changes as one small segment.
///
/// Three places know a record's state: what waits to be published (`states_`), else the newest generation.
/// Both are looked at under one mutex, which also gives changes their order in the journal. After a failure
/// to write (a full disk) a session is `broken`: it takes nothing further and is to be closed; what it
/// acknowledged stands in the journal, and the next session replays it.
/// Threads: `write` from any; publish, merge and close from one, beside them.
/// Source: docs/adr/0020-journal.md
#pragma once
#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "indexer/live/replay.hpp"
#include "indexer/live/write_request.hpp"

namespace leian {

struct LiveOptions {
  std::vector<std::filesystem::path> kind_folders;  ///< beyond the built-in kinds
  std::chrono::milliseconds publish_every{500};     ///< how soon what was acknowledged can be found
  std::chrono::milliseconds idle{3'000};            ///< without a write, before the folder is given back
  std::function<std::int64_t()> now;                ///< seconds since 1970, for keys alone; null: the clock
  std::chrono::milliseconds keep_unnamed_for{10'000};  ///< files of old generations, for readers
};

class LiveSession {
 public:
  /// Takes the folder's lock, starts an index where there is none, and replays the journal. Errors:
  /// IndexLocked, IndexFormat, IndexDamaged, BadKind, Io.
  static Result<std::unique_ptr<LiveSession>> open(const std::filesystem::path& db, const LiveOptions&,
                                                   std::shared_ptr<const Analyzer>);

  /// Returns when the whole request is on disk. Errors: UnknownKind, TooLarge, Timeout (too much waits to be
  /// published), Io (not kept), IndexDamaged.
  Result<WriteAnswer> write(const WriteRequest&);

  /// Makes what is on disk the newest generation; whether there was anything. Errors: Io; broken then.
  Result<bool> publish();
  /// One step of keeping segments few: small ones at once, large ones beside. Errors: Io; broken then.
  Result<void> merge();
  /// Publishes the rest and waits for a merge under way. The folder is given back by destroying the session.
  Result<void> close();

  bool broken() const { return broken_; }
  /// Neither waiting to be published nor merging.
  bool at_rest() const;
  std::chrono::steady_clock::time_point last_write() const { return last_write_; }

  static constexpr std::size_t kMaxPendingRows = 4'000;
  static constexpr std::size_t kMaxPendingBytes = 64u << 20;
  static constexpr std::size_t kMaxKeyBytes = 255;
  static constexpr std::chrono::seconds kPatience{10};

 private:
  struct State {
    std::optional<ContentHash> hash;  ///< nothing: deleted
    std::uint64_t sequence = 0;
  };
  using Staged = std::unordered_map<std::string, std::optional<ContentHash>>;
  struct Pending {
    std::uint64_t sequence = 0;
    bool put = false;
    std::string id;
    Candidate candidate;
  };
  struct Draft;  // a request while it is judged

  explicit LiveSession(const LiveOptions& options) : options_(options) {}
  Result<std::vector<Candidate>> read_rows(const WriteRequest&) const;
  Result<void> wait_for_room();
  Result<std::optional<ContentHash>> state_of(const std::string& id, const Staged&) const;
  Result<void> judge(const WriteRow&, Candidate, Draft&) const;
  Result<void> judge_put(const WriteRow&, Candidate, Draft&, WriteOutcome&) const;
  Result<void> judge_delete(const WriteRow&, Draft&, WriteOutcome&) const;
  std::uint64_t take_in(const WriteRequest&, Draft);
  Result<void> broke(Result<void> failure);
  Result<void> renew(std::uint64_t through);
  Result<void> trim_journal();
  std::int64_t now() const;

  LiveOptions options_;
  std::unique_ptr<IndexWriter> writer_;
  std::shared_ptr<const Extraction> extraction_;
  std::unique_ptr<Journal> journal_;
  std::optional<MergePlan> merging_;
  std::future<Result<SegmentEntry>> merged_;
  std::uint64_t forgettable_ = 0;  // answers kept in entries up to this one stand in a later entry too
  std::atomic<bool> broken_{false};
  std::atomic<std::chrono::steady_clock::time_point> last_write_{std::chrono::steady_clock::now()};

  mutable std::mutex mutex_;  // all below
  std::condition_variable room_;
  std::optional<ReaderLease> lease_;
  std::unordered_map<std::string, State> states_;
  std::deque<Pending> pending_;
  std::size_t pending_rows_ = 0;  // with those being published just now
  std::size_t pending_bytes_ = 0;
  KeptAnswers answers_;
};

}  // namespace leian
