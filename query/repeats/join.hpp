/// Joins petitions about the same matter into chains: pairs that share rare grams or their whole wording are
/// compared, likely ones become links, and links join chains as long as the chains' members are alike on the
/// whole. Deterministic. Cost: a pass over the rare grams' lists, then a comparison a candidate pair. Throws
/// OutOfTime. Source: docs/adr/0030-repeats.md
#pragma once
#include <cstdint>
#include <vector>

#include "query/match/deadline.hpp"
#include "query/repeats/likeness.hpp"

namespace leian::query {

/// Two matters held to be one.
struct MatterLink {
  std::uint32_t a = 0;  ///< a < b
  std::uint32_t b = 0;
  double confidence = 0;
};

/// Petitions about one matter: two and more, ascending, and the links that joined them, one less, likeliest
/// first.
struct MatterChain {
  std::vector<std::uint32_t> members;
  std::vector<MatterLink> links;
};

/// A pair becomes a link from this confidence on.
inline constexpr double kLinkConfidence = 0.5;
/// Two chains are joined where the confidence of pairs across them is this on average.
inline constexpr double kChainConfidence = 0.2;

/// Chains by their first member.
std::vector<MatterChain> join_matters(const Matters&, const Snapshot&, const Deadline&);

}  // namespace leian::query
