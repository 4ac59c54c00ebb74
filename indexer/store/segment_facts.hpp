/// segment.json: what a segment says of itself, and the size and checksum of each of its files. Written last
/// of all its files; MANIFEST names its own checksum, so that one line of MANIFEST vouches for the whole
/// segment. Segments of format 3 list no files. Threads: pure functions. Source: docs/adr/0021-keeping.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/store/checksums.hpp"

namespace leian {

struct SegmentFacts {
  std::uint32_t rows = 0;
  std::uint64_t total_length = 0;
  std::vector<std::string> columns;
  std::vector<std::string> text_fields;
  FileSums files;  ///< but for segment.json; empty: not known
};

inline constexpr std::string_view kFactsFile = "segment.json";

/// `sum`: the checksum that MANIFEST names; empty: not held against any. Errors: IndexDamaged.
Result<SegmentFacts> read_segment_facts(const std::filesystem::path& folder, std::string_view sum);

/// Lists and sums what lies in the folder, and writes segment.json. Errors: FileUnwritable, FileUnreadable.
Result<void> seal_segment(const std::filesystem::path& folder, SegmentFacts);

/// The checksum of a segment's segment.json. Errors: FileMissing, FileUnreadable.
Result<std::string> sum_of_facts(const std::filesystem::path& folder);

/// What belongs to a segment's folder, by path in it: all regular files but segment.json and Xapian's lock.
std::vector<std::string> files_of_segment(const std::filesystem::path& folder);

}  // namespace leian
