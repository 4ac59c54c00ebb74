// The half of a live session that works in the background: publishing, merging, trimming the journal.
#include "corpora/core/messages.hpp"
#include "indexer/live/live_session.hpp"

namespace leian {
namespace {

/// Merges of segments up to this size are done between two publishes; they take a fraction of a second.
constexpr std::uint32_t kSmallSegment = 10'000;
/// The journal goes on to a new file at this size, or at four times what must be carried over if that is
/// more.
constexpr std::uint64_t kRotateBytes = 8u << 20;

}  // namespace

Result<bool> LiveSession::publish() {
  const std::lock_guard writing(writer_mutex_);
  ChangeSet changes;
  std::uint64_t through = 0;
  {
    const std::lock_guard lock(mutex_);
    through = journal_->last_committed();
    for (; !pending_.empty() && pending_.front().sequence <= through; pending_.pop_front()) {
      Pending& change = pending_.front();
      if (change.candidate)
        changes.put(change.candidate);
      else
        changes.erase(change.id);
    }
  }
  if (changes.empty()) return false;
  LEIAN_CHECK(broke(changes.publish(*writer_, through)));
  LEIAN_CHECK(broke(renew(through)));
  LEIAN_CHECK(broke(trim_journal()));
  return true;
}

/// The newest generation is now what states are looked up in; it holds the journal up to `through`.
Result<void> LiveSession::renew(std::uint64_t through) {
  LEIAN_TRY(auto lease, ReaderLease::take(writer_->shared_snapshot()));
  const std::lock_guard lock(mutex_);
  lease_ = std::move(lease);
  const auto now = std::chrono::steady_clock::now();
  for (auto& [id, state] : states_)
    if (state.sequence <= through && !state.published) state.published = now;
  std::erase_if(states_, [&](const auto& state) {
    return state.second.published && now - *state.second.published > kSeenByAll;
  });
  pending_rows_ = pending_.size();
  pending_bytes_ = 0;
  for (const Pending& change : pending_) pending_bytes_ += bytes_of(change.candidate);
  room_.notify_all();
  return {};
}

Result<void> LiveSession::publish_beside(const std::vector<std::string>& ids, const Change& change) {
  const std::lock_guard writing(writer_mutex_);
  if (broken_) return err(ErrorCode::Io, Msg::WritingBroke);
  LEIAN_TRY(const ReaderLease newest, ReaderLease::take(writer_->shared_snapshot()));
  LEIAN_CHECK(broke(change(*writer_, newest)));
  auto published = [&]() -> Result<void> {
    // No write is judged by states that the new generation has overtaken.
    const std::lock_guard lock(mutex_);
    LEIAN_CHECK(writer_->publish());
    for (const std::string& id : ids)
      if (const auto at = states_.find(id); at != states_.end() && at->second.published) states_.erase(at);
    LEIAN_TRY(lease_, ReaderLease::take(writer_->shared_snapshot()));
    return {};
  }();
  return broke(std::move(published));
}

std::string LiveSession::new_segment_name() {
  const std::lock_guard writing(writer_mutex_);
  return writer_->new_segment_name();
}

std::shared_ptr<const Snapshot> LiveSession::snapshot() const {
  const std::lock_guard writing(writer_mutex_);
  return writer_->shared_snapshot();
}

/// Files of the journal go when all their entries are published, and the answers kept in them stand in a
/// later file.
Result<void> LiveSession::trim_journal() {
  const std::uint64_t published = writer_->snapshot().manifest().journal;
  std::size_t carried_bytes = 0;
  {
    const std::lock_guard lock(mutex_);
    answers_.forget_old(now());
    carried_bytes = answers_.bytes();
  }
  constexpr std::uint64_t kTimes = 4;
  if (journal_->file_bytes() >= std::max<std::uint64_t>(kRotateBytes, kTimes * carried_bytes)) {
    LEIAN_CHECK(journal_->rotate());
    std::uint64_t carried = 0;
    {
      const std::lock_guard lock(mutex_);
      carried = answers_.empty() ? 0 : journal_->append(encode_entry({{}, answers_.all()}));
    }
    LEIAN_CHECK(journal_->commit(carried));
    forgettable_ = carried == 0 ? journal_->last_committed() : carried - 1;
  }
  journal_->forget(std::min(published, forgettable_));
  return {};
}

Result<void> LiveSession::merge() {
  const std::lock_guard writing(writer_mutex_);
  constexpr std::chrono::seconds kNoTime{0};
  if (merging_ && merged_.wait_for(kNoTime) == std::future_status::ready) {
    auto merged = merged_.get();
    if (!merged) return broke(Unexpected(std::move(merged).error()));
    LEIAN_CHECK(broke(writer_->publish_merge(*std::exchange(merging_, std::nullopt), *std::move(merged))));
    LEIAN_CHECK(broke(renew(0)));
  }
  if (const auto small = writer_->plan_merge(kSmallSegment)) {
    auto merged = writer_->carry_out(*small);
    if (!merged) return broke(Unexpected(std::move(merged).error()));
    LEIAN_CHECK(broke(writer_->publish_merge(*small, *std::move(merged))));
    LEIAN_CHECK(broke(renew(0)));
  }
  if (!merging_)
    if (auto large = writer_->plan_merge()) {
      merging_ = std::move(large);
      merged_ = std::async(std::launch::async, [this] { return writer_->carry_out(*merging_); });
    }
  return {};
}

Result<void> LiveSession::close() {
  if (broken_) return {};
  LEIAN_CHECK(publish());
  if (merging_) {
    merged_.wait();
    LEIAN_CHECK(merge());
  }
  bool needed = false;
  {
    const std::lock_guard lock(mutex_);
    lease_.reset();
    needed = !pending_.empty() || !answers_.empty();
  }
  if (!needed && writer_->snapshot().manifest().journal == journal_->last_appended()) journal_->clear();
  writer_->keep_unnamed_for(std::chrono::milliseconds(0));
  writer_->remove_unnamed_files();
  return {};
}

bool LiveSession::at_rest() const {
  const std::lock_guard lock(mutex_);
  return pending_rows_ == 0 && !merging_;
}

}  // namespace leian
