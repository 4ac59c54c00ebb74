/// Segments written anew out of their stored records: how an index of another version is upgraded, and how
/// what is damaged beside the records is rebuilt. The new segments stand beside the old ones; nothing names
/// them until a MANIFEST that does is published. Source: docs/adr/0021-keeping.md
#pragma once
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "indexer/store/deletions.hpp"
#include "indexer/store/segment_writer.hpp"

namespace leian {

/// What of a segment is needed for it.
struct RewriteSource {
  std::string name;
  StoredRecords records;
  RowBits deleted;                  ///< a bit a row; these are left out
  std::vector<ContentHash> hashes;  ///< what each record must be; empty: not known
};

struct RewriteOptions {
  unsigned jobs = 1;  ///< workers, 0: one a core
  /// Told the records that are done, now and then, by the workers in turn.
  std::function<void(std::uint64_t)> progress;
};

/// The new segments of each source, in its order and that of its rows; several for a large one, none where no
/// row lives. Names are taken from `next_segment` on. Errors: IndexDamaged (a record cannot be read, or is
/// not what its hash says), Io; what was written is then removed.
Result<std::vector<std::vector<SegmentEntry>>> rewrite_segments(const std::filesystem::path& db,
                                                                const std::vector<RewriteSource>&,
                                                                const SegmentSchema&,
                                                                std::uint64_t& next_segment,
                                                                const RewriteOptions&);

/// A published segment as a source, with hashes where they can be read. Errors: IndexDamaged, FileMissing.
Result<RewriteSource> open_source(const std::filesystem::path& db, const SegmentEntry&);

/// Puts new segments in the place of old ones of the same order, opens the whole and publishes it as the next
/// generation; then removes what is no longer named. The caller holds the folder's lock. `sources` and
/// `rewritten` are parallel. Errors: Io, IndexDamaged; the old generation then stays.
Result<Manifest> publish_rewritten(const std::filesystem::path& db, Manifest,
                                   const std::vector<RewriteSource>& sources,
                                   const std::vector<std::vector<SegmentEntry>>& rewritten);

}  // namespace leian
