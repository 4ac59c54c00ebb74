/// The records that a kind's causes are learned from. Of very many a part is taken, cause by cause, so that
/// rare causes keep what they have. Which ones depends on what the records hold and on nothing else: neither
/// on their order nor on how they lie in segments.
/// Threads: pure. Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/store/snapshot.hpp"

namespace leian::learn {

/// A live record with causes.
struct LabelledRow {
  RowAddress at;
  ContentHash hash;
  std::vector<std::uint32_t> causes;  ///< places in the list of causes, ascending
  float weight = 1;                   ///< how many records it stands for
};

struct LabelledRows {
  std::vector<std::string> causes;  ///< by name; the commonest kMaxCauses where there are more
  std::vector<LabelledRow> rows;    ///< by hash
};

LabelledRows labelled_rows(const Snapshot&, const Kind&);

/// At most about `most` of them, still by hash. Each cause keeps kFewestOfCause where it has as many (fewer
/// where there are very many causes), and beyond those its share.
std::vector<LabelledRow> sample_of(const LabelledRows&, std::size_t most);
inline constexpr std::size_t kFewestOfCause = 40;

/// How many of the rows are new since another list was made: estimated from the smallest hashes of both,
/// which any two lists have in common as far as they have rows in common. 0 to 1.
std::vector<std::uint64_t> smallest_hashes(const LabelledRows&);
double share_of_new(std::span<const std::uint64_t> before, std::span<const std::uint64_t> now);
inline constexpr std::size_t kSketchHashes = 1'000;

}  // namespace leian::learn
