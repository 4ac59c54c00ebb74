#include "indexer/store/index.hpp"

#include "corpora/core/messages.hpp"

namespace leian {

Result<std::shared_ptr<Index>> Index::open(const std::filesystem::path& folder,
                                           std::shared_ptr<const Analyzer> analyzer) {
  auto index = std::make_shared<Index>();
  index->folder_ = folder;
  index->analyzer_ = std::move(analyzer);
  std::error_code ignored;
  index->manifest_time_ = std::filesystem::last_write_time(folder / "MANIFEST", ignored);
  index->looked_at_ = std::chrono::steady_clock::now();
  LEIAN_TRY(index->current_, index->load(nullptr));
  return index;
}

Result<std::shared_ptr<const Snapshot>> Index::load(const Snapshot* previous) const {
  // A writer may remove segments that an older MANIFEST names while we open them: then there is a newer one
  // to read.
  for (int attempt = 0;; ++attempt) {
    LEIAN_TRY(Manifest manifest, read_manifest(folder_));
    if (manifest.analyzer != analyzer_->version())
      return err(ErrorCode::IndexFormat, Msg::IndexOtherAnalyzer, folder_.string(), manifest.analyzer,
                 analyzer_->version());
    const std::uint64_t generation = manifest.generation;
    // Not by the generation's number: a folder may have been replaced by a restored one.
    if (previous != nullptr && previous->manifest() == manifest) return current_;
    auto snapshot = Snapshot::open(folder_, std::move(manifest), previous);
    if (snapshot || attempt == 3) return snapshot;
    if (const auto now = read_manifest(folder_); !now || now->generation == generation) return snapshot;
  }
}

std::shared_ptr<const Snapshot> Index::snapshot() {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_at_ < kRefreshInterval) return current_;
  looked_at_ = now;
  std::error_code gone;
  const auto time = std::filesystem::last_write_time(folder_ / "MANIFEST", gone);
  if (gone || time == manifest_time_) return current_;
  if (auto newer = load(current_.get())) {
    current_ = std::move(*newer);
    manifest_time_ = time;
  }
  return current_;
}

Result<ReaderLease> Index::lease() {
  auto lease = ReaderLease::take(snapshot());
  if (lease) return lease;
  // The generation in use lost a segment to a writer between two looks at the MANIFEST: look now.
  {
    const std::lock_guard lock(mutex_);
    LEIAN_TRY(current_, load(current_.get()));
  }
  return ReaderLease::take(snapshot());
}

}  // namespace leian
