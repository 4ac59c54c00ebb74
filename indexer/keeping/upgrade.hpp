/// An index made by an older version, or by another analyzer, brought up to date in place: its segments are
/// written anew from the stored records beside the old ones, then published in one step. Killed before that,
/// the old index is as it was and the next run begins again.
/// Source: docs/adr/0021-keeping.md
#pragma once
#include <filesystem>
#include <functional>
#include <string>

#include "corpora/core/result.hpp"
#include "indexer/analysis/analyzer.hpp"

namespace leian {

struct UpgradeSummary {
  bool needed = false;
  int format_before = 0;
  std::string analyzer_before;
  int format = 0;
  std::string analyzer;
  std::uint64_t records = 0;
  double seconds = 0;
};

struct UpgradeProgress {
  std::uint64_t done = 0;
  std::uint64_t records = 0;
};

/// Takes the folder's lock. Needs room for a second copy of the index. `progress` is called from several
/// threads, one at a time. Errors: IndexMissing, IndexLocked, IndexFormat (newer, or too old to be read),
/// IndexDamaged, Io; the index is then as it was.
Result<UpgradeSummary> upgrade_index(const std::filesystem::path& db, std::shared_ptr<const Analyzer>,
                                     unsigned jobs,
                                     const std::function<void(const UpgradeProgress&)>& progress = {});

}  // namespace leian
