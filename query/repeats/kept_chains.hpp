/// Chains as they were joined last, kept beside the index until they are joined anew: joining a million
/// petitions takes minutes, asking about them must not.
///
///   D/repeats/<kind>.jsonl    a head (format, kind, generation, records, chains, checksum of what follows),
///   then a chain a line
///
/// Replaced whole, so a reader sees the old chains or the new. Threads: pure functions. Source:
/// docs/adr/0030-repeats.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian::query {

/// Why two petitions were joined. `a` and `b` are places in KeptChain::ids.
struct KeptLink {
  std::uint32_t a = 0;
  std::uint32_t b = 0;
  double confidence = 0;  ///< 0 to 1
  bool same_person = false;
  std::int64_t days = 0;            ///< between them
  std::vector<std::string> shared;  ///< stretches that stand in both, heaviest first
};

struct KeptChain {
  std::vector<std::string> ids;  ///< two and more
  std::vector<KeptLink> links;   ///< one less than ids; likeliest first
};

struct KeptChains {
  std::string kind;
  std::uint64_t generation = 0;  ///< of the index that was read
  std::uint64_t records = 0;     ///< that were compared
  std::vector<KeptChain> chains;
};

/// Errors: FileUnwritable.
Result<void> write_chains(const std::filesystem::path& db, const KeptChains&);

/// Nothing where that kind was never joined. Errors: IndexDamaged (then join anew), FileUnreadable.
Result<std::optional<KeptChains>> read_chains(const std::filesystem::path& db, const std::string& kind);

}  // namespace leian::query
