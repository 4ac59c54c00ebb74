/// The index a run over files writes into: one that the run holds for itself, or one that a server writes at
/// the same time (indexer/live/live_import.hpp). Threads: every call may run beside every other.
#pragma once
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "indexer/pipeline/admission.hpp"
#include "indexer/store/segment_writer.hpp"

namespace leian {

/// A segment that a batch became: its files are whole, and no generation names it yet.
struct FilledSegment {
  std::string name;
  std::uint32_t rows = 0;
  const std::vector<Candidate>& records;
  const std::vector<ReplacedRow>& replaced;  ///< by what the target's snapshot held when the run began
};

class ImportTarget {
 public:
  virtual ~ImportTarget() = default;

  /// Valid as long as the target.
  virtual SegmentSchema schema() const = 0;
  virtual const std::filesystem::path& folder() const = 0;
  /// The newest generation.
  virtual std::shared_ptr<const Snapshot> snapshot() const = 0;

  /// Never used before.
  virtual std::string new_segment_name() = 0;
  /// Puts its rows in the place of those with the same ids. Errors: Io, IndexDamaged.
  virtual Result<void> take_in(const FilledSegment&) = 0;
  /// The run is over; `whole`: it was not stopped. Errors: Io, IndexDamaged.
  virtual Result<void> finish(bool whole) = 0;
};

}  // namespace leian
