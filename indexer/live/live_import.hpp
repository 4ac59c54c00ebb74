/// A run over files into an index that a live session writes: each batch's segment becomes a generation at
/// once, in turn with what is written, so that neither waits for the other's whole work.
///
/// A row counts as written at the moment its batch is published: it replaces what was published before, and
/// what was acknowledged and is still waiting is published after it and stays the newest.
/// Threads: as ImportTarget says.
/// Source: docs/adr/0020-journal.md
#pragma once
#include "indexer/live/live_session.hpp"
#include "indexer/pipeline/import_target.hpp"

namespace leian {

class LiveImport : public ImportTarget {
 public:
  /// `session` must outlive it.
  explicit LiveImport(LiveSession& session) : session_(session) {}

  SegmentSchema schema() const override { return session_.schema(); }
  const std::filesystem::path& folder() const override { return session_.folder(); }
  std::shared_ptr<const Snapshot> snapshot() const override { return session_.snapshot(); }
  std::string new_segment_name() override { return session_.new_segment_name(); }
  Result<void> take_in(const FilledSegment&) override;
  /// Merging is the session's work.
  Result<void> finish(bool) override { return {}; }

 private:
  LiveSession& session_;
};

}  // namespace leian
