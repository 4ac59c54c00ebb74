#include "indexer/live/live_writer.hpp"

#include "corpora/core/messages.hpp"
#include "indexer/live/live_import.hpp"

namespace leian {
namespace {

using Clock = std::chrono::steady_clock;

/// Between two attempts to replay a journal that could not be replayed, for the index is locked or the disk
/// full.
constexpr std::chrono::seconds kRetryEvery{1};

}  // namespace

LiveWriter::LiveWriter(std::filesystem::path db, LiveOptions options)
    : db_(std::move(db)), options_(std::move(options)) {}

void LiveWriter::start() {
  std::call_once(started_, [this] { thread_ = std::thread([this] { run(); }); });
}

LiveWriter::~LiveWriter() {
  const auto ignored = close();  // what is not published now is replayed later
}

/// Opens one where there is none; the session stays open as long as the work lasts.
template <class Work>
auto LiveWriter::with_session(const Work& work) -> decltype(work(*std::declval<LiveSession*>())) {
  start();
  for (;;) {
    {
      const std::shared_lock lock(session_mutex_);
      if (session_ && !session_->broken()) return work(*session_);
    }
    LEIAN_CHECK(open_session());
  }
}

Result<WriteAnswer> LiveWriter::write(const WriteRequest& request) {
  return with_session([&](LiveSession& session) { return session.write(request); });
}

Result<IndexSummary> LiveWriter::import(const IndexOptions& options) {
  ++imports_;
  auto imported = with_session([&](LiveSession& session) {
    LiveImport target(session);
    return import_files(options, *session.schema().kinds, target);
  });
  --imports_;
  return imported;
}

std::optional<NewestState> LiveWriter::newest(const std::string& id) {
  // A session that is just being opened may replay a long journal; nobody waits for that to read.
  constexpr std::chrono::milliseconds kPatience{500};
  const std::shared_lock lock(session_mutex_, kPatience);
  return lock && session_ && !session_->broken() ? session_->newest(id) : std::nullopt;
}

Result<void> LiveWriter::open_session() {
  const std::lock_guard background(background_);
  const std::unique_lock lock(session_mutex_);
  if (session_ && !session_->broken()) return {};
  session_.reset();
  {
    const std::lock_guard own(mutex_);
    if (stopping_) return err(ErrorCode::IndexLocked, Msg::WritesHeldOff);
  }
  if (!analyzer_) {
    LEIAN_TRY(analyzer_, Analyzer::load());
  }
  auto opened = LiveSession::open(db_, options_, analyzer_);
  if (!opened) {
    if (opened.error().code != ErrorCode::IndexLocked) note(Unexpected(opened.error()));
    return Unexpected(std::move(opened).error());
  }
  note({});
  session_ = *std::move(opened);
  recover_ = false;
  return {};
}

void LiveWriter::note(const Result<void>& outcome) {
  const std::lock_guard lock(mutex_);
  fault_ = outcome ? std::nullopt : std::optional(outcome.error());
}

std::optional<Error> LiveWriter::fault() const {
  const std::lock_guard lock(mutex_);
  return fault_;
}

/// With `background_` held.
Result<void> LiveWriter::end_session() {
  // Makes room for writes that wait for it: they share the session until they are through.
  if (session_ && !session_->broken()) LEIAN_CHECK(session_->publish());
  const std::unique_lock lock(session_mutex_);
  if (!session_) return {};
  const bool broken = session_->broken();
  auto closed = session_->close();
  session_.reset();
  if (broken || !closed) recover_ = true;
  return closed;
}

void LiveWriter::run() {
  auto next = Clock::now();
  for (;;) {
    std::uint64_t asked = 0;
    // From start to start, so that a long merge does not make the next publish later still.
    next = std::max(std::min(next, Clock::now()) + options_.publish_every, Clock::now());
    {
      std::unique_lock lock(mutex_);
      changed_.wait_until(lock, next, [&] { return stopping_ || asked_ > served_; });
      if (stopping_) return;
      asked = asked_;
    }
    tick();
    const std::lock_guard lock(mutex_);
    served_ = asked;
    changed_.notify_all();
  }
}

void LiveWriter::tick() {
  const std::lock_guard background(background_);
  if (!session_) return recover();
  const auto done = [&]() -> Result<void> {
    LEIAN_CHECK(session_->publish());
    return session_->merge();
  }();
  if (!done) note(done);
  const bool idle =
      imports_ == 0 && session_->at_rest() && Clock::now() - session_->last_write() > options_.idle;
  if (session_->broken() || idle) {
    if (const auto ended = end_session(); !ended) note(ended);
  }
}

/// With `background_` held: replays what an earlier session or process left, as soon as that can be done.
void LiveWriter::recover() {
  if (!recover_ || Clock::now() < next_try_) return;
  next_try_ = Clock::now() + kRetryEvery;
  const auto left = has_unpublished(db_);
  if (left && !*left) {
    recover_ = false;
    return note({});
  }
  if (!left) return note(Unexpected(left.error()));
  const std::unique_lock lock(session_mutex_);
  if (!analyzer_) {
    auto loaded = Analyzer::load();
    if (!loaded) return note(Unexpected(loaded.error()));
    analyzer_ = *std::move(loaded);
  }
  auto opened = LiveSession::open(db_, options_, analyzer_);
  // Whoever holds the index replays the journal before anything else.
  if (!opened && opened.error().code == ErrorCode::IndexLocked) return;
  if (!opened) return note(Unexpected(opened.error()));
  session_ = *std::move(opened);
  recover_ = false;
  note({});
}

Result<void> LiveWriter::flush() {
  start();
  std::unique_lock lock(mutex_);
  const std::uint64_t mine = ++asked_;
  changed_.notify_all();
  changed_.wait(lock, [&] { return stopping_ || served_ >= mine; });
  if (fault_) return Unexpected(*fault_);
  return {};
}

Result<void> LiveWriter::close() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  std::call_once(started_, [] {});  // not any more
  if (thread_.joinable()) thread_.join();
  const std::lock_guard background(background_);
  return end_session();
}

}  // namespace leian
