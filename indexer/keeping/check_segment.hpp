/// One published segment, looked through whole: every file's size and checksum, its structure, and whether
/// the files agree with each other and with the stored records. Reads everything, so it takes as long as the
/// disk. Memory: about 100 bytes a row. Threads: pure function.
#pragma once
#include <cstdint>
#include <filesystem>

#include "indexer/keeping/finding.hpp"
#include "indexer/store/segment.hpp"

namespace leian {

struct SegmentCheck {
  Findings findings;
  std::uint64_t files = 0;
  std::uint64_t bytes = 0;
  /// The hash of each row's id; empty where records cannot be read.
  std::vector<ContentHash> ids;
};

SegmentCheck check_segment(const std::filesystem::path& db, const SegmentEntry&);

}  // namespace leian
