/// Is an index as it was written? Looks through MANIFEST, every segment (check_segment.hpp), deletions, ids
/// across segments, journal, rejects and what is left over; repairs what can be made anew from the stored
/// records. Checking writes nothing but a pin and may run while others read and write.
/// Source: docs/adr/0021-keeping.md
#pragma once
#include <filesystem>
#include <memory>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/keeping/finding.hpp"

namespace leian {

enum class Health {
  Sound,
  Repaired,    ///< was damaged; now sound
  Repairable,  ///< repairing makes it sound
  Unusable,    ///< stored records or MANIFEST are lost: restore a snapshot
};

struct Diagnosis {
  Health health = Health::Sound;
  Findings findings;
  std::uint64_t generation = 0;
  std::uint64_t segments = 0;
  std::uint64_t records = 0;  ///< live ones
  std::uint64_t files = 0;    ///< that were read
  std::uint64_t bytes = 0;
  double seconds = 0;
};

/// Reads the whole index. Errors: IndexMissing, IndexFormat (newer, or too old to be read), FileUnwritable
/// (the pin).
Result<Diagnosis> examine(const std::filesystem::path& db, const Analyzer&);

/// The same, then rebuilds what is damaged and can be rebuilt, removes left-overs and looks again. Damaged
/// segments are written anew beside the old ones, so an interrupted repair leaves the index as it was.
/// Errors: those of examine; IndexLocked, Io, IndexDamaged (cannot be repaired).
Result<Diagnosis> repair(const std::filesystem::path& db, std::shared_ptr<const Analyzer>);

/// A folder in which a restore began and did not finish holds a file of this name.
inline constexpr const char* kRestoringMark = "RESTORING";

}  // namespace leian
