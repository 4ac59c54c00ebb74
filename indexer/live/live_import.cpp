#include "indexer/live/live_import.hpp"

namespace leian {

Result<void> LiveImport::take_in(const FilledSegment& segment) {
  std::vector<std::string> ids;
  for (const Candidate& candidate : segment.records) ids.push_back(std::get<Record>(candidate.outcome).id);
  return session_.publish_beside(ids, [&](IndexWriter& writer, const ReaderLease& newest) -> Result<void> {
    writer.add_segment(segment.name, segment.rows);
    // Not by the rows the run found when it began: writes and merges have moved on since.
    for (const std::string& id : ids) {
      LEIAN_TRY(const auto at, find_row(newest, id));
      if (at) writer.delete_row(newest.snapshot().segments()[at->segment].segment->name(), at->row);
    }
    return {};
  });
}

}  // namespace leian
