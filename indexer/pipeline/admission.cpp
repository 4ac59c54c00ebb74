#include "indexer/pipeline/admission.hpp"

#include "corpora/core/messages.hpp"
#include "indexer/store/segment_writer.hpp"

namespace leian {

Result<void> Admission::admit(std::vector<Candidate>& candidates, std::vector<ReplacedRow>& replaced) {
  std::size_t kept = 0;
  for (Candidate& candidate : candidates) {
    ++counts_.read;
    LEIAN_TRY(const Verdict verdict, judge(candidate, replaced));
    if (verdict == Verdict::Reject) ++counts_.rejected;
    if (verdict == Verdict::Unchanged) {
      ++counts_.unchanged;
      continue;
    }
    if (&candidates[kept] != &candidate) candidates[kept] = std::move(candidate);
    ++kept;
  }
  candidates.resize(kept);
  return {};
}

Result<Admission::Verdict> Admission::judge(Candidate& candidate, std::vector<ReplacedRow>& replaced) {
  const auto* record = std::get_if<Record>(&candidate.outcome);
  if (record == nullptr) return Verdict::Reject;
  if (files_.empty() || files_.back() != candidate.file) files_.push_back(candidate.file);

  const Seen now{candidate.hash, static_cast<std::uint32_t>(files_.size() - 1), candidate.line};
  const auto [seen, first] = seen_.try_emplace(content_hash(record->id), now);
  if (!first) {
    if (seen->second.content == candidate.hash) return Verdict::Unchanged;
    const std::string id = record->id;
    candidate.outcome = RowError{*candidate.file, candidate.line, "id", id,
                                 say(Msg::IdTwice, id, *files_[seen->second.file], seen->second.line)};
    return Verdict::Reject;
  }

  if (existing_ != nullptr) {
    LEIAN_TRY(const auto at, find_row(*existing_, record->id));
    if (at) {
      const Segment& segment = *existing_->snapshot().segments()[at->segment].segment;
      if (segment.hash(at->row) == candidate.hash) return Verdict::Unchanged;
      replaced.push_back({segment.name(), at->row});
      ++counts_.updated;
      return Verdict::Write;
    }
  }
  ++counts_.indexed;
  return Verdict::Write;
}

}  // namespace leian
