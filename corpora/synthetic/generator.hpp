/// Seeded corpora of made-up records, any size: for the demo, the benches, and trying Leian before real
/// records may be used. One seed gives the same bytes on any machine and with any number of threads. A record
/// depends on seed and position alone, so the first N records of a longer run are those of a run of N. Every
/// record says `"synthetic": true`. Source: docs/synthetic.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/record/kind.hpp"

namespace leian {

struct GenerateOptions {
  std::uint64_t count = 10'000;  ///< records in all
  std::uint64_t seed = 1;
  std::filesystem::path
      out;  ///< folder, made where absent; empty, or holding an earlier generated corpus, which is replaced
  int jobs = 0;                 ///< threads; 0: one per processor
  std::string set = "general";  ///< a folder of story files below the data folder's `stories`
};

/// What stands in the folder afterwards.
struct GenerateSummary {
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  std::map<std::string, std::uint64_t> by_kind;  ///< kind -> records
  std::vector<std::filesystem::path> files;      ///< <kind>.jsonl for every kind with records, sorted
};

/// Writes JSON Lines, one file a kind. Errors: BadUsage (unknown set), Conflict (the folder holds other
/// files), Io, BadInput naming file, line and reason (a story file that does not fit itself or its kind).
Result<GenerateSummary> generate(const GenerateOptions&, const KindSet&);

}  // namespace leian
