/// Whether the cases of a unit or a person depart from what their facts lead to expect, case mix taken into
/// account, with the share of false findings held down over all units compared. A finding is a reason to
/// look, not a judgement. Threads: pure function. Source: Benjamini and Hochberg 1995;
/// docs/adr/0031-consistency.md
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace leian::query {

struct UnitCase {
  std::string unit;
  double deviations = 0;  ///< ExpectedOutcome::deviations
};

struct UnitDeviation {
  std::string unit;
  std::size_t cases = 0;
  double mean = 0;         ///< of its cases' deviations, each held to ±kMostPull
  double chance = 1;       ///< p: how often units drawn at random depart as far
  double discovery = 1;    ///< q: the share of false findings among all that depart as far
  bool too_small = false;  ///< fewer than kLeastUnit: refused, not guessed
};

inline constexpr std::size_t kLeastUnit = 10;
inline constexpr double kMostPull = 3;

/// Most departing first; those too small last, by name.
std::vector<UnitDeviation> unit_deviations(const std::vector<UnitCase>&);

}  // namespace leian::query
