/// An index held for writing by a server: what is asked is judged, journalled and answered at once; what was
/// journalled is published in the background, many changes as one small segment.
///
/// Two places know a record's state: what was written lately (`states_`), else the newest generation.
/// Both are looked at under one mutex, which also gives changes their order in the journal. After a failure
/// to write (a full disk) a session is `broken`: it takes nothing further and is to be closed; what it
/// acknowledged stands in the journal, and the next session replays it.
/// Files may be imported at the same time: their segments are published in turn with what was written.
/// Threads: `write`, `newest` and what imports call from any; publish, merge and close from one, beside them.
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

/// A record as it was last written.
struct NewestState {
  std::shared_ptr<const Candidate> candidate;  ///< null: deleted
};

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

  /// The state of a record that was written so lately that readers of the index may not see it yet. What it
  /// tells is on disk. Nothing: the index has the newest.
  std::optional<NewestState> newest(const std::string& id);

  /// Makes what is on disk the newest generation; whether there was anything. Errors: Io; broken then.
  Result<bool> publish();
  /// One step of keeping segments few: small ones at once, large ones beside. Errors: Io; broken then.
  Result<void> merge();
  /// Publishes the rest and waits for a merge under way. The folder is given back by destroying the session.
  Result<void> close();

  /// For an import: `change` adds to the writer what becomes a generation at once, in the place of rows of
  /// `ids` that it finds in the lease. Errors: Io, IndexDamaged; broken then.
  using Change = std::function<Result<void>(IndexWriter&, const ReaderLease&)>;
  Result<void> publish_beside(const std::vector<std::string>& ids, const Change& change);
  std::string new_segment_name();
  SegmentSchema schema() const { return writer_->schema(); }
  const std::filesystem::path& folder() const { return writer_->folder(); }
  std::shared_ptr<const Snapshot> snapshot() const;

  bool broken() const { return broken_; }
  /// Neither waiting to be published nor merging.
  bool at_rest() const;
  std::chrono::steady_clock::time_point last_write() const { return last_write_; }

  static constexpr std::size_t kMaxPendingRows = 4'000;
  static constexpr std::size_t kMaxPendingBytes = 64u << 20;
  static constexpr std::size_t kMaxKeyBytes = 255;
  static constexpr std::chrono::seconds kPatience{10};
  /// A reader looks for a newer generation four times a second (Index::kRefreshInterval).
  static constexpr std::chrono::milliseconds kSeenByAll{2'000};

 private:
  struct State {
    std::shared_ptr<const Candidate> candidate;  ///< null: deleted
    std::uint64_t sequence = 0;
    std::optional<std::chrono::steady_clock::time_point> published;
  };
  using Staged = std::unordered_map<std::string, std::optional<ContentHash>>;
  struct Pending {
    std::uint64_t sequence = 0;
    std::string id;
    std::shared_ptr<const Candidate> candidate;  ///< null: delete
  };
  struct Draft;  // a request while it is judged

  explicit LiveSession(const LiveOptions& options) : options_(options) {}
  static std::size_t bytes_of(const std::shared_ptr<const Candidate>& c) { return c ? c->json.size() : 0; }
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
  mutable std::mutex writer_mutex_;  // what writer_ is about to publish; taken before mutex_
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
