/// Decides, row by row in the order of the files, what becomes of each: new, changed, unchanged, or rejected
/// because its id stands twice in one run with different content. One thread at a time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "indexer/pipeline/candidate.hpp"
#include "indexer/pipeline/run_counts.hpp"
#include "indexer/store/snapshot.hpp"

namespace leian {

/// A row of an older segment that a changed record replaces.
struct ReplacedRow {
  std::string segment;
  std::uint32_t row = 0;
};

class Admission {
 public:
  /// `existing`: the index before the run; null when there is none to compare with.
  explicit Admission(const ReaderLease* existing) : existing_(existing) {}

  /// Turns those that do not enter into rejects, or takes them out where nothing changed; what remains as
  /// records is to be written. `replaced` gets the rows that they take the place of. Errors: IndexDamaged.
  Result<void> admit(std::vector<Candidate>&, std::vector<ReplacedRow>& replaced);

  const RunCounts& counts() const { return counts_; }

 private:
  enum class Verdict { Write, Unchanged, Reject };
  Result<Verdict> judge(Candidate&, std::vector<ReplacedRow>&);

  struct Seen {
    ContentHash content;
    std::uint32_t file = 0;
    std::uint64_t line = 0;
  };
  struct HashOfHash {
    std::size_t operator()(const ContentHash& hash) const { return hash.low; }
  };
  const ReaderLease* existing_;
  RunCounts counts_;
  std::unordered_map<ContentHash, Seen, HashOfHash> seen_;  // by the hash of the id
  std::vector<std::shared_ptr<const std::string>> files_;
};

}  // namespace leian
