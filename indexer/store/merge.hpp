/// Many small segments into one larger: what keeps searching fast after loading and updating.
/// Postings are merged by Xapian's compaction, side files by copying; only where many rows are deleted, or
/// texts are numbered otherwise than today, are the live records written anew.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "indexer/store/manifest.hpp"
#include "indexer/store/segment_writer.hpp"
#include "indexer/store/snapshot.hpp"

namespace leian {

/// Which segments to merge, in their order; fewer than two: none. A segment takes part when those smaller
/// than it make up a quarter of it or more, so that every row is rewritten a logarithmic number of times.
std::vector<SegmentEntry> segments_to_merge(const std::vector<SegmentEntry>&);

/// Writes segments/<name> (and its deletions) out of the chosen segments of the snapshot. Nothing names it
/// yet. Errors: Io, IndexDamaged.
Result<SegmentEntry> merge_segments(const std::filesystem::path& db, const std::string& name,
                                    const std::vector<SegmentEntry>& chosen, const Snapshot&,
                                    const SegmentSchema&);

}  // namespace leian
