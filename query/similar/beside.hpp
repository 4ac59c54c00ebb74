/// What stands beside a list of similar cases: how they ended, how long they took, what was paid, who handled
/// them, and the present case's place in all that. By roles, so for records of any kind.
///
/// Counted over the records given, each once. Shares and quantiles are exact: a quantile is interpolated
/// between neighbours (type 7), `below` counts ties half. Days run from the day opened to the day closed.
/// Threads: pure functions, but for look_beside, which reads the index.
#pragma once
#include <vector>

#include "query/match/ranking.hpp"
#include "query/search/asking.hpp"
#include "query/similar/endings.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::query {

inline constexpr std::size_t kBesideCases = 100;    ///< the best hits that are looked at
inline constexpr std::size_t kBesideHandlers = 20;  ///< shown of each field
inline constexpr std::size_t kBesideTerms = 10;
inline constexpr std::size_t kBesideTermUnits = 300;  ///< about how many characters of agreed terms are shown

/// A similar case, and whether it came back: somebody raised the matter again, or asked for it to be
/// re-examined. Nothing: its kind does not tell.
struct BesideCase {
  Record record;
  std::optional<bool> came_back;
};

/// `here`: the present case, or null. Cases best first.
Beside count_beside(const std::vector<BesideCase>&, const Record* here, const Endings&, const KindSet&);

/// The records at these addresses within the caller's scope, at most kBesideCases of them, best first,
/// counted. Errors: IndexDamaged, those of Endings::load. Throws OutOfTime and Xapian::Error.
Result<Beside> look_beside(const Asking&, const std::vector<RankedRow>&, const Record* here);

/// The share of `sorted` below `value`, ties half; `sorted` ascending, not empty.
double share_below(const std::vector<double>& sorted, double value);
/// Type 7: `share` 0 to 1 of the way through `sorted`, ascending, not empty.
double quantile(const std::vector<double>& sorted, double share);

}  // namespace leian::query
