/// Passages that several texts share: stretches that are equal after folding, the longest first.
///
/// Greedy tiling: of all stretches that stand in two cases at least, the longest is marked wherever it stands
/// in what is not marked yet; then the next. Signs and blanks at its ends are left out, and so is a part of
/// a number. So marks of one text
/// never overlap, and a marked stretch is equal in all cases that its passage names. Cost: a suffix array
/// over all texts, O(n log² n); at most kMaxCompareUnits in all.
/// Threads: pure functions. Source: docs/adr/0025-tiers.md ("Compare")
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/analysis/span.hpp"

namespace leian::query {

inline constexpr std::size_t kPassageUnits = 8;           ///< a shorter one is no passage
inline constexpr std::size_t kMaxCompareUnits = 400'000;  ///< of all texts together

/// A folded text of one of the cases. A case may have several: no passage runs from one into the next.
struct CaseText {
  std::size_t of = 0;  ///< the case
  std::u16string units;
};

struct PassageMark {
  std::size_t text = 0;  ///< position among the texts given
  Span span;
};

struct Passage {
  std::vector<PassageMark> marks;  ///< in two cases at least
};

/// Longest first; ties in the order of the texts. Texts beyond kMaxCompareUnits together: see CompareTooLong,
/// the caller's to check.
std::vector<Passage> shared_passages(const std::vector<CaseText>&);

}  // namespace leian::query
