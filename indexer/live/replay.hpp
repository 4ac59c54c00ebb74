/// Bringing an index up to its journal: what was acknowledged and is in no segment yet becomes a generation.
/// Every writer does this before it writes anything else, so that what came first is never put over what came
/// later.
#pragma once
#include "indexer/live/change_set.hpp"
#include "indexer/live/kept_answers.hpp"
#include "indexer/store/journal.hpp"

namespace leian {

/// Takes a journal's entries in their order; publishes those behind the manifest's. One thread at a time.
class Replay {
 public:
  /// `answers`, unless null, gets those kept under keys.
  Replay(IndexWriter& writer, KeptAnswers* answers);

  /// A visitor for read_journal and Journal::open, valid as long as this. Errors: IndexDamaged (no entry),
  /// BadKind (a record that today's kinds do not take), Io.
  JournalVisitor visitor();
  /// Publishes the rest.
  Result<void> finish();

 private:
  Result<void> take(std::uint64_t sequence, std::string_view bytes);
  Result<void> put(const std::string& json);

  IndexWriter& writer_;
  KeptAnswers* answers_;
  std::uint64_t published_;
  std::uint64_t last_;
  ChangeSet changes_;
};

/// The folder of an index's journal.
std::filesystem::path journal_folder(const std::filesystem::path& db);

/// The same for a writer that keeps no journal of its own. Errors: those of Replay and of read_journal.
Result<void> replay_journal(IndexWriter&);

/// Whether something is to be replayed. Errors: those of read_journal and read_manifest.
Result<bool> has_unpublished(const std::filesystem::path& db);

}  // namespace leian
