#include "indexer/store/index_writer.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/learn/score_rows.hpp"
#include "indexer/store/deletions.hpp"
#include "indexer/store/merge.hpp"
#include "indexer/store/pins.hpp"

namespace leian {
namespace {

/// Today's kinds, and behind them those that only the index has.
Result<std::vector<std::string>> joined_sources(const KindSet& today, const KindSet& before) {
  std::vector<std::string> sources;
  for (const auto& kind : today.kinds()) sources.push_back(kind->source());
  for (const auto& kind : before.kinds()) {
    const auto now = today.find(kind->name());
    if (!now) {
      sources.push_back(kind->source());
      continue;
    }
    for (const FieldSpec& field : kind->fields())
      if (const auto at = (*now)->find(field.name); at && (*now)->fields()[*at].type != field.type)
        return err(ErrorCode::BadKind, Msg::KindTypeChanged, kind->name() + "." + field.name,
                   row_of(field.type).name, row_of((*now)->fields()[*at].type).name);
  }
  return sources;
}

}  // namespace

Result<FolderLock> FolderLock::take(const std::filesystem::path& folder) {
  const auto path = folder / "lock";
  FolderLock lock;
  lock.fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (lock.fd_ < 0) return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(errno));
  if (::flock(lock.fd_, LOCK_EX | LOCK_NB) != 0)
    return err(ErrorCode::IndexLocked, Msg::IndexLocked, folder.string());
  return lock;
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

Result<std::unique_ptr<IndexWriter>> IndexWriter::open(const std::filesystem::path& folder,
                                                       const KindSet& kinds,
                                                       std::shared_ptr<const Analyzer> analyzer) {
  for (const auto& part : {folder, folder / "segments", folder / "deletions"}) LEIAN_CHECK(make_folder(part));
  LEIAN_TRY(auto lock, FolderLock::take(folder));
  Manifest manifest;
  if (auto found = read_manifest(folder)) {
    manifest = std::move(*found);
    if (manifest.analyzer != analyzer->version())
      return err(ErrorCode::IndexFormat, Msg::IndexOtherAnalyzer, folder.string(), manifest.analyzer,
                 analyzer->version());
  } else if (found.error().code != ErrorCode::IndexMissing) {
    return Unexpected(std::move(found).error());
  }
  LEIAN_TRY(const KindSet before, KindSet::from_sources(manifest.kinds));
  const auto kinds_before = std::exchange(manifest.kinds, {});
  LEIAN_TRY(manifest.kinds, joined_sources(kinds, before));
  manifest.format = kIndexFormat;
  manifest.analyzer = analyzer->version();

  std::unique_ptr<IndexWriter> writer(new IndexWriter(folder, std::move(lock), std::move(analyzer)));
  writer->next_segment_ = manifest.next_segment;
  writer->journal_ = manifest.journal;
  writer->kinds_changed_ = manifest.kinds != kinds_before;
  LEIAN_TRY(writer->snapshot_, Snapshot::open(folder, std::move(manifest), nullptr));
  writer->kinds_ = writer->snapshot_->kinds();
  writer->layout_ = std::make_unique<const Layout>(*writer->kinds_);
  // What a run that was killed left behind is named by no manifest.
  writer->remove_unnamed_files();
  return writer;
}

std::string IndexWriter::new_segment_name() {
  return *unfinished_.insert(fmt::format("{:06}", next_segment_++)).first;
}

void IndexWriter::add_segment(const std::string& name, std::uint32_t rows) {
  unfinished_.erase(name);
  if (rows == 0) return;
  const auto after =
      std::find_if(added_.begin(), added_.end(), [&](const SegmentEntry& e) { return e.name > name; });
  added_.insert(after, {name, rows, "", 0});
}

const SegmentView* IndexWriter::view(const std::string& segment) const {
  for (const SegmentView& view : snapshot_->segments())
    if (view.segment->name() == segment) return &view;
  return nullptr;
}

void IndexWriter::delete_row(const std::string& segment, std::uint32_t row) {
  const auto [bits, first] = deleted_.try_emplace(segment);
  if (first) {
    const SegmentView* of = view(segment);
    bits->second = of->deleted ? *of->deleted : no_rows(of->rows());
  }
  set_bit(bits->second, row);
}

bool IndexWriter::has_changes() const {
  return !added_.empty() || !deleted_.empty() || kinds_changed_ || snapshot_->generation() == 0 ||
         journal_ != snapshot_->manifest().journal || !learned_.empty();
}

void IndexWriter::set_model(ModelEntry model) { learned_.push_back(std::move(model)); }

void IndexWriter::take_in_models(Manifest& manifest) const {
  for (const ModelEntry& model : learned_) {
    std::erase_if(manifest.models, [&](const ModelEntry& old) { return old.kind == model.kind; });
    manifest.models.push_back(model);
  }
}

Result<void> IndexWriter::write_pending_deletions(Manifest& manifest) {
  for (SegmentEntry& entry : manifest.segments) {
    const auto pending = deleted_.find(entry.name);
    if (pending == deleted_.end()) continue;
    entry.deletions = fmt::format("{}-{}", entry.name, manifest.generation);
    entry.deleted = count_bits(pending->second);
    LEIAN_CHECK(write_deletions(deletions_file(folder_, entry.deletions), pending->second));
  }
  std::erase_if(manifest.segments, [](const SegmentEntry& entry) { return entry.deleted == entry.rows; });
  return sync_folder(folder_ / "deletions");
}

Result<void> IndexWriter::publish() {
  Manifest next = snapshot_->manifest();
  ++next.generation;
  LEIAN_CHECK(write_pending_deletions(next));
  next.segments.insert(next.segments.end(), added_.begin(), added_.end());
  take_in_models(next);
  LEIAN_CHECK(publish(std::move(next)));
  added_.clear();
  learned_.clear();
  deleted_.clear();
  kinds_changed_ = false;
  return {};
}

Result<void> IndexWriter::publish(Manifest next) {
  next.next_segment = next_segment_;
  next.journal = journal_;
  LEIAN_CHECK(name_sums(folder_, next));
  LEIAN_CHECK(sync_folder(folder_ / "segments"));
  // Opened before it is published: what cannot be read back must not become the newest generation.
  LEIAN_TRY(auto opened, Snapshot::open(folder_, next, snapshot_.get()));
  LEIAN_TRY(const bool more_profiles, complete_profiles(folder_, *opened, *analyzer_, next));
  if (more_profiles) {
    LEIAN_TRY(opened, Snapshot::open(folder_, next, opened.get()));
  }
  LEIAN_CHECK(write_manifest(folder_, next));
  snapshot_ = std::move(opened);
  remove_unnamed_files();
  return {};
}

/// What the newest generation does not name goes. Readers of an older one have its files open or mapped; one
/// that is just opening it finds a file gone and looks for the newer generation (Index::load).
void IndexWriter::remove_unnamed_files() {
  const std::set<std::string> pinned = pinned_names(folder_);
  std::set<std::string> segments = unfinished_;
  std::set<std::string> deletions = pinned;
  segments.insert(pinned.begin(), pinned.end());
  for (const SegmentEntry& entry : snapshot_->manifest().segments) {
    segments.insert(entry.name);
    deletions.insert(entry.deletions);
  }
  for (const SegmentEntry& entry : added_) segments.insert(entry.name);
  segments.insert(merging_.begin(), merging_.end());
  remove_all_but(folder_ / "segments", segments);
  remove_all_but(folder_ / "deletions", deletions);
  remove_models(std::move(segments));
}

/// `names`: segments whose profiles stay, and models that are pinned.
void IndexWriter::remove_models(std::set<std::string> names) {
  std::set<std::string> files{std::string(kWeightsFile)};
  for (const std::string& name : names) files.insert(profiles_name(name));
  for (const ModelEntry& model : snapshot_->manifest().models) names.insert(model.name);
  for (const ModelEntry& model : learned_) names.insert(model.name);
  remove_all_but(folder_ / kModels, names);
  for (const std::string& name : names) remove_all_but(model_folder(folder_, name), files);
}

void IndexWriter::remove_all_but(const std::filesystem::path& folder, const std::set<std::string>& kept) {
  const auto now = std::chrono::steady_clock::now();
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    if (kept.contains(entry.path().filename().string())) continue;
    const auto since = unnamed_since_.try_emplace(entry.path(), now).first;
    if (now - since->second < keep_unnamed_for_) continue;
    std::filesystem::remove_all(entry.path(), ignored);
    unnamed_since_.erase(since);
  }
}

Result<void> IndexWriter::merge() {
  const auto plan = plan_merge();
  if (!plan) return {};
  auto merged = carry_out(*plan);
  if (!merged) {
    give_up(*plan);
    return Unexpected(std::move(merged).error());
  }
  return publish_merge(*plan, *std::move(merged));
}

std::optional<MergePlan> IndexWriter::plan_merge(std::uint32_t most_rows) {
  std::vector<SegmentEntry> free;
  for (const SegmentEntry& entry : snapshot_->manifest().segments)
    if (entry.rows <= most_rows && !merging_.contains(entry.name)) free.push_back(entry);
  auto chosen = segments_to_merge(free);
  if (chosen.size() < 2) return std::nullopt;
  for (const SegmentEntry& entry : chosen) merging_.insert(entry.name);
  return MergePlan{new_segment_name(), std::move(chosen), snapshot_};
}

Result<SegmentEntry> IndexWriter::carry_out(const MergePlan& plan) const {
  LEIAN_TRY(SegmentEntry merged, merge_segments(folder_, plan.name, plan.chosen, *plan.from, schema()));
  LEIAN_CHECK(carry_profiles(folder_, plan, merged));
  return merged;
}

void IndexWriter::give_up(const MergePlan& plan) {
  unfinished_.erase(plan.name);
  for (const SegmentEntry& entry : plan.chosen) merging_.erase(entry.name);
}

/// Which rows of the merged segment are deleted by now. A merge that wrote only the living left out those
/// that were deleted when it was planned.
RowBits IndexWriter::deletions_after(const MergePlan& plan, const SegmentEntry& merged) const {
  std::uint64_t rows = 0;
  for (const SegmentEntry& entry : plan.chosen) rows += entry.rows;
  const bool living_alone = merged.rows != rows;
  RowBits bits = no_rows(merged.rows);
  std::uint32_t at = 0;
  for (const SegmentView& before : plan.from->segments()) {
    const auto same = [&](const SegmentEntry& entry) { return entry.name == before.segment->name(); };
    if (std::none_of(plan.chosen.begin(), plan.chosen.end(), same)) continue;
    const SegmentView* now = view(before.segment->name());
    for (std::uint32_t row = 0; row < before.rows(); ++row) {
      if (living_alone && !before.is_live(row)) continue;
      if (now == nullptr || !now->is_live(row)) set_bit(bits, at);
      ++at;
    }
  }
  return bits;
}

Result<void> IndexWriter::publish_merge(const MergePlan& plan, SegmentEntry merged) {
  const RowBits deleted = deletions_after(plan, merged);
  Manifest next = snapshot_->manifest();
  ++next.generation;
  std::erase_if(next.segments, [&](const SegmentEntry& entry) {
    return std::any_of(plan.chosen.begin(), plan.chosen.end(),
                       [&](const SegmentEntry& c) { return c.name == entry.name; });
  });
  merged.deleted = count_bits(deleted);
  if (merged.deleted > 0) {
    merged.deletions = fmt::format("{}-{}", merged.name, next.generation);
    LEIAN_CHECK(write_deletions(deletions_file(folder_, merged.deletions), deleted));
    LEIAN_CHECK(sync_folder(folder_ / "deletions"));
  }
  if (merged.deleted < merged.rows) next.segments.push_back(merged);
  give_up(plan);
  return publish(std::move(next));
}

}  // namespace leian
