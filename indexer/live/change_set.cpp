#include "indexer/live/change_set.hpp"

namespace leian {

std::shared_ptr<const Candidate>& ChangeSet::slot(const std::string& id) {
  const auto [at, first] = by_id_.try_emplace(id, order_.size());
  if (first) {
    order_.push_back(id);
    last_.emplace_back();
  }
  return last_[at->second];
}

void ChangeSet::put(std::shared_ptr<const Candidate> candidate) {
  slot(std::get<Record>(candidate->outcome).id) = std::move(candidate);
}

void ChangeSet::erase(const std::string& id) { slot(id).reset(); }

Result<void> ChangeSet::publish(IndexWriter& writer, std::uint64_t journal) const {
  LEIAN_TRY(const ReaderLease lease, ReaderLease::take(writer.shared_snapshot()));
  std::optional<SegmentWriter> segment;
  std::string name;
  for (std::size_t i = 0; i < order_.size(); ++i) {
    LEIAN_TRY(const auto at, find_row(lease, order_[i]));
    if (at) {
      const Segment& old = *lease.snapshot().segments()[at->segment].segment;
      if (last_[i] && old.hash(at->row) == last_[i]->hash) continue;  // replayed, and already there
      writer.delete_row(old.name(), at->row);
    }
    if (!last_[i]) continue;
    if (!segment) {
      name = writer.new_segment_name();
      LEIAN_TRY(auto fresh, SegmentWriter::create(segment_folder(writer.folder(), name), writer.schema()));
      segment.emplace(std::move(fresh));
    }
    LEIAN_CHECK(segment->add(std::get<Record>(last_[i]->outcome), last_[i]->json, last_[i]->hash));
  }
  if (segment) {
    LEIAN_CHECK(segment->finish());
    writer.add_segment(name, segment->rows());
  }
  writer.contains_journal(journal);
  return writer.publish();
}

}  // namespace leian
