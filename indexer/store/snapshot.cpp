#include "indexer/store/snapshot.hpp"

#include <nlohmann/json.hpp>

#include "corpora/core/messages.hpp"
#include "indexer/analysis/terms.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/store/deletions.hpp"
#include "indexer/store/xapian_guard.hpp"

namespace leian {
namespace {

/// Known by name and content: a folder that was restored may have used the name for something else.
const SegmentView* same_segment(const Snapshot* previous, const SegmentEntry& entry) {
  if (previous == nullptr) return nullptr;
  for (std::size_t i = 0; i < previous->segments().size(); ++i) {
    const SegmentEntry& known = previous->manifest().segments[i];
    if (known.name == entry.name && known.sum == entry.sum) return &previous->segments()[i];
  }
  return nullptr;
}

/// The view whose deletions are this entry's, so that they need not be read again.
const SegmentView* same_deletions(const Snapshot* previous, const SegmentEntry& entry) {
  if (previous == nullptr) return nullptr;
  const auto& before = previous->manifest().segments;
  for (std::size_t i = 0; i < before.size(); ++i)
    if (before[i].name == entry.name && before[i].deletions == entry.deletions)
      return &previous->segments()[i];
  return nullptr;
}

}  // namespace

Result<std::shared_ptr<const Snapshot>> Snapshot::open(const std::filesystem::path& db, Manifest manifest,
                                                       const Snapshot* previous) {
  auto snapshot = std::make_shared<Snapshot>();
  if (previous != nullptr && previous->manifest_.kinds == manifest.kinds) {
    snapshot->kinds_ = previous->kinds_;
  } else {
    LEIAN_TRY(auto kinds, KindSet::from_sources(manifest.kinds));
    snapshot->kinds_ = std::make_shared<const KindSet>(std::move(kinds));
  }
  snapshot->layout_ = std::make_unique<const Layout>(*snapshot->kinds_);

  std::uint64_t length = 0;
  for (const SegmentEntry& entry : manifest.segments) {
    SegmentView view;
    if (const SegmentView* known = same_segment(previous, entry)) {
      view.segment = known->segment;
    } else {
      LEIAN_TRY(view.segment, Segment::open(db, entry));
    }
    if (const SegmentView* same = same_deletions(previous, entry)) {
      view.deleted = same->deleted;
      view.deleted_rows = same->deleted_rows;
    } else if (!entry.deletions.empty()) {
      LEIAN_TRY(auto deleted, read_deletions(deletions_file(db, entry.deletions), entry.rows));
      view.deleted = std::make_shared<const RowBits>(std::move(deleted));
      view.deleted_rows = entry.deleted;
    }
    snapshot->rows_ += view.rows();
    snapshot->live_rows_ += view.live_rows();
    length += view.segment->total_length();
    snapshot->segments_.push_back(std::move(view));
  }
  if (snapshot->rows_ > 0)
    snapshot->average_length_ =
        std::max(1.0, static_cast<double>(length) / static_cast<double>(snapshot->rows_));
  LEIAN_TRY(snapshot->causes_, open_models(db, manifest, previous));
  snapshot->manifest_ = std::move(manifest);
  return snapshot;
}

std::shared_ptr<const CauseModel> Snapshot::causes_of(std::string_view kind) const {
  const auto found = causes_.find(kind);
  return found == causes_.end() ? nullptr : found->second;
}

Result<ReaderLease> ReaderLease::take(std::shared_ptr<const Snapshot> snapshot) {
  ReaderLease lease;
  lease.snapshot_ = std::move(snapshot);
  for (const SegmentView& view : lease.snapshot_->segments()) {
    LEIAN_TRY(auto database, view.segment->borrow());
    lease.databases_.push_back(std::move(database));
  }
  return lease;
}

ReaderLease::~ReaderLease() {
  for (std::size_t i = 0; i < databases_.size(); ++i)
    snapshot_->segments()[i].segment->give_back(std::move(databases_[i]));
}

Postings ReaderLease::postings(std::size_t segment, const Term& term) const {
  if (!term.word.empty()) return {databases_[segment], term.word};
  return Postings(snapshot_->segments()[segment].segment->grams().list(term.gram));
}

std::uint64_t ReaderLease::rows_with(std::size_t segment, const Term& term) const {
  if (!term.word.empty()) return databases_[segment].get_termfreq(term.word);
  return snapshot_->segments()[segment].segment->grams().rows_with(term.gram);
}

std::uint64_t ReaderLease::rows_with(const Term& term) const {
  std::uint64_t sum = 0;
  for (std::size_t s = 0; s < databases_.size(); ++s) sum += rows_with(s, term);
  return sum;
}

Result<std::optional<RowAddress>> find_row(const ReaderLease& lease, std::string_view id) {
  const std::string term = id_term(id);
  const auto& segments = lease.snapshot().segments();
  return xapian_guard([&]() -> std::optional<RowAddress> {
    // Newer segments come last, and an updated record is looked for more often than an old one.
    for (std::size_t s = segments.size(); s-- > 0;) {
      const Xapian::Database& database = lease.database(s);
      for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at)
        if (segments[s].is_live(*at - 1)) return RowAddress{static_cast<std::uint32_t>(s), *at - 1};
    }
    return std::nullopt;
  });
}

Result<Record> read_record(const ReaderLease& lease, RowAddress at) {
  LEIAN_TRY(const std::string stored,
            lease.snapshot().segments()[at.segment].segment->records().json(at.row));
  return record_from_stored(*lease.snapshot().kinds(), stored);
}

Result<Record> record_from_stored(const KindSet& kinds, std::string_view stored) {
  const auto parsed = nlohmann::json::parse(stored, nullptr, false);
  const auto damaged = [] { return err(ErrorCode::IndexDamaged, Msg::StoredRecordDamaged); };
  if (!parsed.is_object() || !parsed.contains("kind") || !parsed["kind"].is_string()) return damaged();
  auto kind = kinds.find(parsed["kind"].get<std::string>());
  if (!kind) return damaged();
  auto record = record_from_json(kinds, *kind, parsed);
  if (!record) return damaged();
  return std::move(*record);
}

}  // namespace leian
