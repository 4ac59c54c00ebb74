#include "indexer/keeping/upgrade.hpp"

#include <algorithm>
#include <chrono>

#include "corpora/record/nested.hpp"
#include "indexer/keeping/rewrite.hpp"
#include "indexer/learn/learn_causes.hpp"
#include "indexer/store/index_writer.hpp"
#include "indexer/store/pins.hpp"

namespace leian {
namespace {

using Clock = std::chrono::steady_clock;

bool needs_upgrade(const Manifest& manifest, const Analyzer& analyzer) {
  return manifest.format != kIndexFormat || manifest.analyzer != analyzer.version() ||
         std::any_of(manifest.segments.begin(), manifest.segments.end(),
                     [](const SegmentEntry& entry) { return entry.sum.empty(); });
}

/// An index of format 3 that was written to since is of today's format, but has segments without checksums.
bool has_unsummed_segment(const std::filesystem::path& db, const Manifest& manifest) {
  return std::any_of(manifest.segments.begin(), manifest.segments.end(), [&](const SegmentEntry& entry) {
    const auto facts = read_segment_facts(segment_folder(db, entry.name), entry.sum);
    return facts && facts->files.empty();
  });
}

/// A segment of before 2026-11-25 has no columns of nested rows.
bool lacks_nested_column(const std::filesystem::path& db, const Manifest& manifest) {
  const auto kinds = KindSet::from_sources(manifest.kinds);
  if (!kinds) return false;
  const Layout layout(*kinds);
  return std::any_of(manifest.segments.begin(), manifest.segments.end(), [&](const SegmentEntry& entry) {
    const auto facts = read_segment_facts(segment_folder(db, entry.name), entry.sum);
    return facts &&
           std::any_of(layout.columns().begin(), layout.columns().end(), [&](const ColumnSpec& column) {
             return !rows_of_nested(column.name).empty() &&
                    std::find(facts->columns.begin(), facts->columns.end(), column.name) ==
                        facts->columns.end();
           });
  });
}

Result<Manifest> rewrite_all(const std::filesystem::path& db, Manifest manifest, const Analyzer& analyzer,
                             const KindSet& kinds, const RewriteOptions& options) {
  std::vector<RewriteSource> sources;
  for (const SegmentEntry& entry : manifest.segments) {
    LEIAN_TRY(auto source, open_source(db, entry));
    sources.push_back(std::move(source));
  }
  const Layout layout(kinds);
  LEIAN_TRY(const auto rewritten,
            rewrite_segments(db, sources, {&kinds, &layout, &analyzer}, manifest.next_segment, options));
  manifest.analyzer = analyzer.version();
  return publish_rewritten(db, std::move(manifest), sources, rewritten);
}

}  // namespace

Result<UpgradeSummary> upgrade_index(const std::filesystem::path& db,
                                     std::shared_ptr<const Analyzer> analyzer, unsigned jobs,
                                     const std::function<void(const UpgradeProgress&)>& progress) {
  const auto started = Clock::now();
  LEIAN_CHECK(read_manifest(db));  // before a lock file is made where there is no index
  UpgradeSummary summary;
  std::vector<std::string> sources;
  bool had_models = false;
  {
    LEIAN_TRY(const auto lock, FolderLock::take(db));
    LEIAN_TRY(Manifest manifest, read_manifest(db));
    summary.format_before = summary.format = manifest.format;
    summary.analyzer_before = summary.analyzer = manifest.analyzer;
    summary.records = manifest.live_rows();
    had_models = !manifest.models.empty();
    summary.needed = needs_upgrade(manifest, *analyzer) || has_unsummed_segment(db, manifest) ||
                     lacks_nested_column(db, manifest);
    if (!summary.needed) return summary;
    remove_unnamed(db, manifest);  // what a run that was killed left behind
    LEIAN_TRY(const KindSet kinds, KindSet::from_sources(manifest.kinds));
    RewriteOptions options{jobs, {}};
    if (progress) options.progress = [&](std::uint64_t done) { progress({done, summary.records}); };
    LEIAN_TRY(manifest, rewrite_all(db, std::move(manifest), *analyzer, kinds, options));
    summary.format = manifest.format;
    summary.analyzer = manifest.analyzer;
    sources = std::move(manifest.kinds);
  }
  // Large segments were cut into several; they are joined again as after loading.
  LEIAN_TRY(const KindSet kinds, KindSet::from_sources(sources));
  LEIAN_TRY(const auto writer, IndexWriter::open(db, kinds, std::move(analyzer)));
  LEIAN_CHECK(writer->merge());
  if (had_models) LEIAN_CHECK(learn_causes(*writer));
  summary.records = writer->snapshot().live_rows();
  summary.seconds = std::chrono::duration<double>(Clock::now() - started).count();
  return summary;
}

}  // namespace leian
