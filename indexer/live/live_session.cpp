#include "indexer/live/live_session.hpp"

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

std::int64_t system_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

std::string id_of(const Candidate& candidate) {
  const auto* record = std::get_if<Record>(&candidate.outcome);
  return record == nullptr ? std::string() : record->id;
}

}  // namespace

struct LiveSession::Draft {
  WriteAnswer answer;
  Staged staged;
  JournalEntry entry;
  std::vector<Pending> changes;
};

Result<std::unique_ptr<LiveSession>> LiveSession::open(const std::filesystem::path& db,
                                                       const LiveOptions& options,
                                                       std::shared_ptr<const Analyzer> analyzer) {
  std::unique_ptr<LiveSession> session(new LiveSession(options));
  LEIAN_TRY(const KindSet kinds, KindSet::load(options.kind_folders));
  LEIAN_TRY(session->writer_, IndexWriter::open(db, kinds, analyzer));
  LEIAN_TRY(Corrections corrections, Corrections::load(db));
  LEIAN_TRY(session->extraction_,
            Extraction::load(*session->writer_->schema().kinds, analyzer, std::move(corrections)));
  session->writer_->keep_unnamed_for(options.keep_unnamed_for);
  // Records are about to be journalled by these kinds, so the index must know them before the first of them.
  if (session->writer_->has_changes()) LEIAN_CHECK(session->writer_->publish());
  Replay replay(*session->writer_, &session->answers_);
  const std::uint64_t published = session->writer_->snapshot().manifest().journal;
  LEIAN_TRY(session->journal_, Journal::open(journal_folder(db), published, replay.visitor()));
  LEIAN_CHECK(replay.finish());
  LEIAN_CHECK(session->renew(0));
  return session;
}

std::int64_t LiveSession::now() const { return options_.now ? options_.now() : system_seconds(); }

Result<std::vector<Candidate>> LiveSession::read_rows(const WriteRequest& request) const {
  static const auto no_file = std::make_shared<const std::string>();
  LEIAN_TRY(const Intake intake, Intake::make(*writer_->schema().kinds, request.kind, nullptr));
  std::vector<Candidate> candidates;
  for (const WriteRow& row : request.rows) {
    ReadItem item = SourceRow{no_file, row.line, row.record, nullptr, {}, {}};
    candidates.push_back(row.record.empty() ? Candidate{} : read_candidate(intake, item, extraction_.get()));
  }
  return candidates;
}

Result<void> LiveSession::wait_for_room() {
  std::unique_lock lock(mutex_);
  const bool room = room_.wait_for(lock, kPatience, [&] {
    return broken_ || (pending_rows_ < kMaxPendingRows && pending_bytes_ < kMaxPendingBytes);
  });
  if (!room) return err(ErrorCode::Timeout, Msg::WriteBacklog, kPatience.count());
  return {};
}

/// Under the mutex.
Result<std::optional<ContentHash>> LiveSession::state_of(const std::string& id, const Staged& staged) const {
  if (const auto at = staged.find(id); at != staged.end()) return at->second;
  if (const auto at = states_.find(id); at != states_.end())
    return at->second.candidate ? std::optional(at->second.candidate->hash) : std::nullopt;
  LEIAN_TRY(const auto at, find_row(*lease_, id));
  if (!at) return std::nullopt;
  return lease_->snapshot().segments()[at->segment].segment->hash(at->row);
}

Result<void> LiveSession::judge_put(const WriteRow& row, Candidate candidate, Draft& draft,
                                    WriteOutcome& outcome) const {
  if (const auto* error = std::get_if<RowError>(&candidate.outcome)) {
    outcome.error = *error;
    return {};
  }
  outcome.id = id_of(candidate);
  LEIAN_TRY(const auto before, state_of(outcome.id, draft.staged));
  if (!row.condition.met_by(before)) {
    outcome.status = WriteStatus::ConditionFailed;
    return {};
  }
  outcome.hash = candidate.hash;
  outcome.status = !before                     ? WriteStatus::Created
                   : *before == candidate.hash ? WriteStatus::Unchanged
                                               : WriteStatus::Updated;
  if (outcome.status == WriteStatus::Unchanged) return {};
  draft.staged[outcome.id] = candidate.hash;
  draft.entry.changes.push_back({true, candidate.json});
  draft.changes.push_back({0, outcome.id, std::make_shared<const Candidate>(std::move(candidate))});
  return {};
}

Result<void> LiveSession::judge_delete(const WriteRow& row, Draft& draft, WriteOutcome& outcome) const {
  outcome.id = row.id;
  LEIAN_TRY(const auto before, state_of(row.id, draft.staged));
  if (!row.condition.met_by(before)) {
    outcome.status = WriteStatus::ConditionFailed;
    return {};
  }
  outcome.status = before ? WriteStatus::Deleted : WriteStatus::Missing;
  if (!before) return {};
  draft.staged[row.id] = std::nullopt;
  draft.entry.changes.push_back({false, row.id});
  draft.changes.push_back({0, row.id, nullptr});
  return {};
}

/// Under the mutex. What the row asks for goes into the draft; nothing else changes.
Result<void> LiveSession::judge(const WriteRow& row, Candidate candidate, Draft& draft) const {
  WriteOutcome outcome;
  outcome.line = row.line;
  if (row.record.empty())
    LEIAN_CHECK(judge_delete(row, draft, outcome));
  else
    LEIAN_CHECK(judge_put(row, std::move(candidate), draft, outcome));
  draft.answer.rows.push_back(std::move(outcome));
  return {};
}

/// Under the mutex: from here on others see what was decided. The entry the caller waits for.
std::uint64_t LiveSession::take_in(const WriteRequest& request, Draft draft) {
  if (!request.key.empty())
    draft.entry.answers.push_back({request.key, request.fingerprint, now(), encode_answer(draft.answer)});
  // Even where nothing changes: what was found may rest on an entry that is still on its way to the disk.
  if (draft.entry.empty()) return journal_->last_appended();
  const std::uint64_t sequence = journal_->append(encode_entry(draft.entry));
  for (KeptAnswer& kept : draft.entry.answers) answers_.keep(std::move(kept), sequence);
  for (Pending& change : draft.changes) {
    states_[change.id] = {change.candidate, sequence, std::nullopt};
    ++pending_rows_;
    pending_bytes_ += bytes_of(change.candidate);
    change.sequence = sequence;
    pending_.push_back(std::move(change));
  }
  return sequence;
}

Result<WriteAnswer> LiveSession::write(const WriteRequest& request) {
  LEIAN_TRY(std::vector<Candidate> candidates, read_rows(request));
  LEIAN_CHECK(wait_for_room());
  Draft draft;
  WriteAnswer answer;
  std::uint64_t sequence = 0;
  {
    const std::lock_guard lock(mutex_);
    last_write_ = std::chrono::steady_clock::now();
    const auto known = request.key.empty() ? KeptAnswers::Found{} : answers_.find(request.key, now());
    if (known.answer != nullptr) {
      sequence = known.sequence;
      if (known.answer->request == request.fingerprint)
        answer = decode_answer(known.answer->answer).value_or(WriteAnswer{});
      else
        answer.key_reused = true;
    } else {
      for (std::size_t i = 0; i < candidates.size(); ++i)
        LEIAN_CHECK(judge(request.rows[i], std::move(candidates[i]), draft));
      answer = draft.answer;
      sequence = take_in(request, std::move(draft));
    }
  }
  LEIAN_CHECK(broke(journal_->commit(sequence)));
  return answer;
}

std::optional<NewestState> LiveSession::newest(const std::string& id) {
  State state;
  {
    const std::lock_guard lock(mutex_);
    const auto at = states_.find(id);
    if (at == states_.end()) return std::nullopt;
    state = at->second;
  }
  // Not before it is kept: a crash must not take back what somebody has read.
  if (!broke(journal_->commit(state.sequence))) return std::nullopt;
  return NewestState{std::move(state.candidate)};
}

/// Notes a failure; the session is then of no further use.
Result<void> LiveSession::broke(Result<void> failure) {
  if (!failure) {
    broken_ = true;
    const std::lock_guard lock(mutex_);
    room_.notify_all();
  }
  return failure;
}

}  // namespace leian
