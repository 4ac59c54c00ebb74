#include "indexer/live/replay.hpp"

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

/// So many changes become a segment of their own, whatever the journal holds.
constexpr std::size_t kMaxChanges = 5000;

}  // namespace

std::filesystem::path journal_folder(const std::filesystem::path& db) { return db / "journal"; }

Replay::Replay(IndexWriter& writer, KeptAnswers* answers)
    : writer_(writer),
      answers_(answers),
      published_(writer.snapshot().manifest().journal),
      last_(published_) {}

JournalVisitor Replay::visitor() {
  return [this](std::uint64_t sequence, std::string_view bytes) { return take(sequence, bytes); };
}

Result<void> Replay::take(std::uint64_t sequence, std::string_view bytes) {
  auto entry = decode_entry(bytes);
  if (!entry)
    return err(ErrorCode::IndexDamaged, Msg::JournalDamaged, journal_folder(writer_.folder()).string(),
               sequence);
  if (answers_ != nullptr)
    for (KeptAnswer& answer : entry->answers) answers_->keep(std::move(answer), sequence);
  if (sequence <= published_) return {};
  for (const JournalChange& change : entry->changes) {
    if (change.put)
      LEIAN_CHECK(put(change.text));
    else
      changes_.erase(change.text);
  }
  last_ = sequence;
  return changes_.size() < kMaxChanges ? Result<void>{} : finish();
}

/// The JSON is the record's own form, read by no mapping and with nothing left to find in its texts.
Result<void> Replay::put(const std::string& json) {
  const auto parsed = nlohmann::json::parse(json, nullptr, false);
  const std::string id = parsed.is_object() ? parsed.value("id", "") : "";
  const KindSet& kinds = *writer_.schema().kinds;
  LEIAN_TRY(auto kind, kinds.find(parsed.is_object() ? parsed.value("kind", "") : ""));
  auto record = record_from_json(kinds, std::move(kind), parsed);
  if (!record) {
    const Text& why = record.error().reason;
    return Unexpected(Error{ErrorCode::BadKind, say_because(Msg::JournalRowUnfit, why, id),
                            hint_for(Msg::JournalRowUnfit)});
  }
  changes_.put(
      std::make_shared<const Candidate>(Candidate{nullptr, 0, *std::move(record), json, content_hash(json)}));
  return {};
}

Result<void> Replay::finish() {
  if (changes_.empty()) return {};
  LEIAN_CHECK(changes_.publish(writer_, last_));
  changes_ = {};
  return {};
}

Result<void> replay_journal(IndexWriter& writer) {
  Replay replay(writer, nullptr);
  LEIAN_CHECK(
      read_journal(journal_folder(writer.folder()), writer.snapshot().manifest().journal, replay.visitor()));
  return replay.finish();
}

Result<bool> has_unpublished(const std::filesystem::path& db) {
  std::error_code none;
  if (std::filesystem::is_empty(journal_folder(db), none) || none) return false;
  std::uint64_t published = 0;
  if (const auto manifest = read_manifest(db))
    published = manifest->journal;
  else if (manifest.error().code != ErrorCode::IndexMissing)
    return Unexpected(manifest.error());
  bool found = false;
  LEIAN_CHECK(
      read_journal(journal_folder(db), published, [&](std::uint64_t sequence, std::string_view bytes) {
        const auto entry = sequence > published ? decode_entry(bytes) : std::nullopt;
        found = found || (entry && !entry->changes.empty());
        return Result<void>{};
      }));
  return found;
}

}  // namespace leian
