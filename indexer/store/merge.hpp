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

/// Writes segments/<name> out of the chosen segments of the snapshot. Nothing names it yet. Its rows are
/// either all rows of the chosen in their order, deleted ones with them, or the living alone: then they are
/// fewer. Which of them are deleted is left to the caller, as more may have been meanwhile. Threads: any; the
/// snapshot and the schema are only read. Errors: Io, IndexDamaged.
Result<SegmentEntry> merge_segments(const std::filesystem::path& db, const std::string& name,
                                    const std::vector<SegmentEntry>& chosen, const Snapshot&,
                                    const SegmentSchema&);

}  // namespace leian
