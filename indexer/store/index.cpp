#include "indexer/store/index.hpp"

#include <sys/stat.h>

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

/// A writer may remove what an older MANIFEST names while it is being opened. Each further attempt takes a
/// newer generation, so a few are plenty even beside a writer that publishes without a pause.
constexpr int kAttempts = 20;

}  // namespace

Result<std::shared_ptr<Index>> Index::open(const std::filesystem::path& folder,
                                           std::shared_ptr<const Analyzer> analyzer) {
  auto index = std::make_shared<Index>();
  index->folder_ = folder;
  index->analyzer_ = std::move(analyzer);
  index->stamp_ = index->stamp();
  index->looked_at_ = std::chrono::steady_clock::now();
  LEIAN_TRY(index->current_, index->load(nullptr));
  return index;
}

std::optional<Index::ManifestStamp> Index::stamp() const {
  struct stat info {};
  if (::stat((folder_ / "MANIFEST").c_str(), &info) != 0) return std::nullopt;
  return ManifestStamp{info.st_mtim.tv_sec, info.st_mtim.tv_nsec, info.st_ino};
}

Result<std::shared_ptr<const Snapshot>> Index::load(const Snapshot* previous) const {
  for (int attempt = 1;; ++attempt) {
    LEIAN_TRY(Manifest manifest, read_manifest(folder_));
    if (manifest.analyzer != analyzer_->version())
      return err(ErrorCode::IndexFormat, Msg::IndexOtherAnalyzer, folder_.string(), manifest.analyzer,
                 analyzer_->version());
    const std::uint64_t generation = manifest.generation;
    // Not by the generation's number: a folder may have been replaced by a restored one.
    if (previous != nullptr && previous->manifest() == manifest) return current_;
    auto snapshot = Snapshot::open(folder_, std::move(manifest), previous);
    if (snapshot || attempt == kAttempts) return snapshot;
    if (const auto now = read_manifest(folder_); !now || now->generation == generation) return snapshot;
  }
}

std::shared_ptr<const Snapshot> Index::snapshot() {
  const std::lock_guard lock(mutex_);
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_at_ < kRefreshInterval) return current_;
  looked_at_ = now;
  const auto seen = stamp();
  if (!seen || seen == stamp_) return current_;
  if (auto newer = load(current_.get())) {
    current_ = std::move(*newer);
    stamp_ = seen;
  }
  return current_;
}

Result<ReaderLease> Index::lease() {
  for (int attempt = 1;; ++attempt) {
    const auto wanted = snapshot();
    auto lease = ReaderLease::take(wanted);
    if (lease || attempt == kAttempts) return lease;
    // The generation in use lost a segment to a writer between two looks at the MANIFEST: look now.
    const std::lock_guard lock(mutex_);
    LEIAN_TRY(current_, load(current_.get()));
    if (current_->generation() == wanted->generation()) return lease;
  }
}

}  // namespace leian
