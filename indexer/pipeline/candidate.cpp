#include "indexer/pipeline/candidate.hpp"

#include "indexer/store/segment_writer.hpp"

namespace leian {

Candidate read_candidate(const Intake& intake, ReadItem& item, const Extraction* extraction) {
  Candidate candidate;
  if (auto* error = std::get_if<RowError>(&item)) {
    candidate.outcome = std::move(*error);
    return candidate;
  }
  const auto& row = std::get<SourceRow>(item);
  candidate.file = row.file;
  candidate.line = row.line;
  auto record = intake.record(row);
  if (!record) {
    candidate.outcome = std::move(record).error();
    return candidate;
  }
  if (extraction != nullptr) extraction->complete(*record);
  candidate.json = to_json(*record).dump();
  candidate.hash = content_hash(candidate.json);
  candidate.outcome = std::move(*record);
  return candidate;
}

}  // namespace leian
