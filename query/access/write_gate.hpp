/// The gate every live write passes: who asks decides whether it may be asked at all.
/// Threads: every call may run beside every other.
/// Source: docs/adr/0006-one-gate.md, docs/adr/0020-journal.md
#pragma once
#include "indexer/live/live_writer.hpp"
#include "query/access/scope.hpp"

namespace leian::query {

class WriteGate {
 public:
  explicit WriteGate(std::filesystem::path db, LiveOptions options = {})
      : live_(std::move(db), std::move(options)) {}

  /// Returns when the whole request is on disk. Errors: Forbidden; those of LiveWriter::write.
  Result<WriteAnswer> write(const Principal&, const WriteRequest&);

  /// The record as it was last written, where that was so lately that the Gate may not show it yet; null
  /// inside: it was deleted. Nothing: ask the Gate, whose answer is the newest. A caller who may not see all
  /// rows gets nothing here: which rows they may see is only known of what is published.
  std::optional<std::optional<Record>> newest(const Principal&, const std::string& id);

  /// For whoever runs the server: beginning, importing beside, ending.
  LiveWriter& live() { return live_; }

 private:
  LiveWriter live_;
};

}  // namespace leian::query
