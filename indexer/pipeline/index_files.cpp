#include "indexer/pipeline/index_files.hpp"

#include <sys/resource.h>

#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "indexer/extract/extraction.hpp"
#include "indexer/live/replay.hpp"
#include "indexer/pipeline/import_target.hpp"
#include "indexer/pipeline/reject_log.hpp"
#include "indexer/pipeline/row_feed.hpp"
#include "indexer/store/index_writer.hpp"

namespace leian {
namespace {

using Clock = std::chrono::steady_clock;

/// Small buffers are faster: Xapian's inverter is a map of maps, and a large one misses the cache
/// (docs/benchmarks.md).
constexpr const char* kFlushThreshold = "500";
constexpr std::chrono::milliseconds kProgressEvery{500};

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// A segment takes a few file handles, and a bulk load merges hundreds of them at once.
void allow_many_open_files() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

std::vector<Candidate> read_candidates(RowBatch batch, const Extraction* extraction) {
  std::vector<Candidate> candidates;
  candidates.reserve(batch.items.size());
  for (ReadItem& item : batch.items) candidates.push_back(read_candidate(*batch.intake, item, extraction));
  return candidates;
}

/// Lets batches through one at a time, in the order of their numbers.
class Turnstile {
 public:
  /// False when the run was given up meanwhile.
  bool wait_for(std::uint64_t number) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return next_ == number || given_up_; });
    return !given_up_;
  }
  void pass() {
    const std::lock_guard lock(mutex_);
    ++next_;
    changed_.notify_all();
  }
  void give_up() {
    const std::lock_guard lock(mutex_);
    given_up_ = true;
    changed_.notify_all();
  }
  bool given_up() {
    const std::lock_guard lock(mutex_);
    return given_up_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::uint64_t next_ = 0;
  bool given_up_ = false;
};

/// `kinds` must outlive the feed.
Result<std::unique_ptr<RowFeed>> open_feed(const IndexOptions& options, const KindSet& kinds) {
  FeedOptions feed{options.inputs, options.kind, {}, options.kind_folders};
  for (const auto& file : options.maps) {
    LEIAN_TRY(Mapping mapping, Mapping::load(file, kinds));
    feed.mappings.push_back(std::make_shared<const Mapping>(std::move(mapping)));
  }
  if (!options.kind.empty()) LEIAN_CHECK(kinds.find(options.kind));
  return RowFeed::open(kinds, std::move(feed));
}

void fill_in(IndexSummary& summary, const RunCounts& counts, const RowFeed& feed) {
  static_cast<RunCounts&>(summary) = counts;
  summary.skipped = feed.skipped();
  summary.file_errors = feed.file_errors();
  summary.notes = feed.notes();
}

/// An index that nobody else writes while the run lasts: generations are published now and then.
class OwnTarget : public ImportTarget {
 public:
  OwnTarget(IndexWriter& writer, std::chrono::milliseconds publish_every)
      : writer_(writer), publish_every_(publish_every) {}

  SegmentSchema schema() const override { return writer_.schema(); }
  const std::filesystem::path& folder() const override { return writer_.folder(); }
  std::shared_ptr<const Snapshot> snapshot() const override { return writer_.shared_snapshot(); }

  std::string new_segment_name() override {
    const std::lock_guard lock(mutex_);
    return writer_.new_segment_name();
  }
  Result<void> take_in(const FilledSegment& segment) override {
    const std::lock_guard lock(mutex_);
    writer_.add_segment(segment.name, segment.rows);
    for (const ReplacedRow& old : segment.replaced) writer_.delete_row(old.segment, old.row);
    if (Clock::now() - published_ < publish_every_) return {};
    published_ = Clock::now();
    return writer_.publish();
  }
  Result<void> finish(bool whole) override {
    if (writer_.has_changes()) LEIAN_CHECK(writer_.publish());
    return whole ? writer_.merge() : Result<void>{};
  }

 private:
  IndexWriter& writer_;
  std::chrono::milliseconds publish_every_;
  std::mutex mutex_;
  Clock::time_point published_ = Clock::now();
};

/// One run over files: workers take batches, read them side by side, pass the turnstile in order to be
/// admitted, and then fill a segment each, side by side again.
class IndexRun {
 public:
  IndexRun(const IndexOptions& options, RowFeed& feed, const Extraction& extraction, ImportTarget& target,
           const ReaderLease& existing)
      : options_(options),
        feed_(feed),
        extraction_(extraction),
        target_(target),
        admission_(&existing),
        rejects_(options.db / "rejects") {}

  Result<void> work(const std::function<void(const IndexProgress&)>& progress) {
    const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
    const unsigned jobs = options_.jobs == 0 ? cores : options_.jobs;
    running_ = jobs;
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < jobs; ++i) workers.emplace_back([this] { run_worker(); });
    watch(progress);
    for (std::thread& worker : workers) worker.join();
    if (failure_) return Unexpected(std::move(*failure_));
    return {};
  }

  const RunCounts& counts() const { return admission_.counts(); }
  const std::filesystem::path& reject_file() const { return rejects_.file(); }
  IndexProgress progress_now() {
    const std::lock_guard lock(mutex_);
    return {counts_so_far_.read,
            counts_so_far_.rejected,
            feed_.bytes_done(),
            feed_.bytes_total(),
            seconds_since(started_),
            false,
            {},
            0};
  }

 private:
  bool stopping() const { return options_.stop != nullptr && *options_.stop; }

  void watch(const std::function<void(const IndexProgress&)>& progress) {
    std::unique_lock lock(mutex_);
    while (!idle_.wait_for(lock, kProgressEvery, [&] { return running_ == 0; })) {
      lock.unlock();
      if (progress) progress(progress_now());
      lock.lock();
    }
  }

  void run_worker() {
    while (!stopping() && !turnstile_.given_up()) {
      auto batch = feed_.next();
      if (!batch) break;
      if (auto done = handle(std::move(*batch)); !done) {
        turnstile_.give_up();
        const std::lock_guard lock(mutex_);
        if (!failure_) failure_ = std::move(done).error();
        break;
      }
    }
    const std::lock_guard lock(mutex_);
    --running_;
    idle_.notify_all();
  }

  Result<void> handle(RowBatch batch) {
    const std::uint64_t number = batch.number;
    std::vector<Candidate> candidates = read_candidates(std::move(batch), &extraction_);
    if (!turnstile_.wait_for(number)) return {};
    std::vector<ReplacedRow> replaced;
    LEIAN_TRY(const std::string segment, admit(candidates, replaced));
    turnstile_.pass();
    if (segment.empty()) return {};
    const auto rows = fill_segment(segment, candidates);
    if (!rows) {
      // On a full disk others need the room at once.
      std::error_code ignored;
      std::filesystem::remove_all(segment_folder(target_.folder(), segment), ignored);
      return Unexpected(rows.error());
    }
    return target_.take_in({segment, *rows, candidates, replaced});
  }

  /// Within the turnstile. The name for the batch's segment, empty where there is nothing to write.
  Result<std::string> admit(std::vector<Candidate>& candidates, std::vector<ReplacedRow>& replaced) {
    LEIAN_CHECK(admission_.admit(candidates, replaced));
    for (const Candidate& candidate : candidates)
      if (const auto* reject = std::get_if<RowError>(&candidate.outcome)) LEIAN_CHECK(rejects_.add(*reject));
    std::erase_if(candidates, [](const Candidate& c) { return std::holds_alternative<RowError>(c.outcome); });
    const std::lock_guard lock(mutex_);
    counts_so_far_ = admission_.counts();
    return candidates.empty() ? std::string() : target_.new_segment_name();
  }

  Result<std::uint32_t> fill_segment(const std::string& name, const std::vector<Candidate>& candidates) {
    LEIAN_TRY(auto segment, SegmentWriter::create(segment_folder(target_.folder(), name), target_.schema()));
    for (const Candidate& candidate : candidates)
      LEIAN_CHECK(segment.add(std::get<Record>(candidate.outcome), candidate.json, candidate.hash));
    const std::uint32_t rows = segment.rows();
    LEIAN_CHECK(segment.finish());
    return rows;
  }

  const IndexOptions& options_;
  RowFeed& feed_;
  const Extraction& extraction_;
  ImportTarget& target_;
  Admission admission_;  // within the turnstile
  RejectLog rejects_;    // within the turnstile
  Turnstile turnstile_;
  std::mutex mutex_;  // all below
  std::condition_variable idle_;
  unsigned running_ = 0;
  RunCounts counts_so_far_;
  std::optional<Error> failure_;
  Clock::time_point started_ = Clock::now();
};

/// At the end of a run: records can be searched before their causes are learned.
Result<void> learn_what_is_new(IndexWriter& writer, const IndexOptions& options, IndexSummary& summary,
                               const std::function<void(const IndexProgress&)>& progress) {
  LearnOptions learning;
  learning.only_stale = true;
  learning.stop = options.stop;
  if (progress)
    learning.progress = [&](const std::string& kind, double done) {
      IndexProgress now{summary.read, summary.rejected, 0, 0, summary.seconds, false, kind, done};
      progress(now);
    };
  LEIAN_TRY(summary.learned, learn_causes(writer, learning));
  std::erase_if(summary.learned, [](const LearnedKind& one) { return !one.learned; });
  return {};
}

}  // namespace

Result<IndexSummary> import_files(const IndexOptions& options, const KindSet& kinds, ImportTarget& target,
                                  const std::function<void(const IndexProgress&)>& progress) {
  const auto started = Clock::now();
  ::setenv("XAPIAN_FLUSH_THRESHOLD", kFlushThreshold, 0);
  allow_many_open_files();
  LEIAN_TRY(const auto feed, open_feed(options, kinds));
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(Corrections corrections, Corrections::load(options.db));
  LEIAN_TRY(const auto extraction, Extraction::load(kinds, analyzer, std::move(corrections)));

  IndexSummary summary;
  {
    LEIAN_TRY(const ReaderLease existing, ReaderLease::take(target.snapshot()));
    IndexRun run(options, *feed, *extraction, target, existing);
    LEIAN_CHECK(run.work(progress));
    fill_in(summary, run.counts(), *feed);
    summary.rejects = run.reject_file();
    if (progress) {
      IndexProgress last = run.progress_now();
      last.merging = true;
      progress(last);
    }
  }
  summary.stopped = options.stop != nullptr && *options.stop;
  LEIAN_CHECK(target.finish(!summary.stopped));
  summary.records = target.snapshot()->live_rows();
  summary.seconds = seconds_since(started);
  return summary;
}

Result<IndexSummary> index_files(const IndexOptions& options,
                                 const std::function<void(const IndexProgress&)>& progress) {
  // What is asked wrongly is told before an index is begun for it.
  LEIAN_TRY(const KindSet kinds, KindSet::load(options.kind_folders));
  LEIAN_CHECK(open_feed(options, kinds));
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const auto writer, IndexWriter::open(options.db, kinds, analyzer));
  LEIAN_CHECK(replay_journal(*writer));
  OwnTarget target(*writer, options.publish_every);
  LEIAN_TRY(IndexSummary summary, import_files(options, kinds, target, progress));
  if (options.learn && !summary.stopped) LEIAN_CHECK(learn_what_is_new(*writer, options, summary, progress));
  return summary;
}

Result<IndexSummary> check_files(const IndexOptions& options,
                                 const std::function<void(const RowError&)>& on_reject) {
  const auto started = Clock::now();
  LEIAN_TRY(const KindSet kinds, KindSet::load(options.kind_folders));
  LEIAN_TRY(const auto feed, open_feed(options, kinds));
  Admission admission(nullptr);
  while (auto batch = feed->next()) {
    std::vector<Candidate> candidates = read_candidates(std::move(*batch), nullptr);
    std::vector<ReplacedRow> none;
    LEIAN_CHECK(admission.admit(candidates, none));
    for (const Candidate& candidate : candidates)
      if (const auto* reject = std::get_if<RowError>(&candidate.outcome); reject != nullptr && on_reject)
        on_reject(*reject);
    if (options.stop != nullptr && *options.stop) break;
  }
  IndexSummary summary;
  fill_in(summary, admission.counts(), *feed);
  summary.seconds = seconds_since(started);
  return summary;
}

}  // namespace leian
