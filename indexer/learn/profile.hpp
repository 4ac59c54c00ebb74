/// From how much a text looks like each cause to its profile: the scores above zero, of Euclidean length 1.
/// A record's profile takes its own causes into account as well, where it has any.
/// Threads: pure. Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <span>
#include <vector>

#include "indexer/learn/cause_model.hpp"

namespace leian::learn {

/// How much of a labelled record's profile its own causes make, before it is cut to length 1; the rest is
/// what its text looks like.
inline constexpr float kOwnCauses = 0.3F;

/// Heaviest first; of equal ones the cause that comes first.
std::vector<CauseWeight> profile_of_scores(std::span<const float> scores);

/// At most CauseModel::kProfileCauses parts. `scores` must not rest on this record. `causes`: its own.
std::vector<StoredCauseWeight> profile_of_record(std::span<const float> scores,
                                                 std::span<const std::uint32_t> causes);

}  // namespace leian::learn
