/// What is to be counted, as a request writes it: `field[:option]...`.
///
///   cause                         its values, most frequent first
///   cause:tree  cause:tree:under=民事    nested by the code list's tree
///   opened:month                  a histogram: year, quarter or month
///   amount:ranges=..1万|1万..10万|>10万   ranges, as filters write them
///   organ:match=中级:sort=name:limit=20  search within a facet; sort is count, name (by pinyin) or code
///   cause:narrow                  within the filters on the field itself too
///
/// But for `narrow`, filters on the facet's own field are left out: a chosen value keeps its siblings'
/// counts. Source: docs/query-language.md
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "query/match/plan.hpp"
#include "query/match/ranges.hpp"

namespace leian::query {

enum class CalendarUnit { Year, Quarter, Month };

struct FacetSpec {
  enum class Shape { Values, Tree, Calendar, Ranges };
  enum class Sort { Count, Name, Code };

  std::string key;  ///< in answers: the field's name; of a calendar `opened:month`
  const ColumnSpec* column = nullptr;
  Shape shape = Shape::Values;
  Sort sort = Sort::Count;
  bool narrow = false;
  CalendarUnit unit = CalendarUnit::Year;
  std::vector<std::pair<std::string, Bounds>> ranges;  ///< as written
  std::string under;                                   ///< a code of the tree; empty: from the top
  std::string match;                                   ///< only values that hold this text; empty: all
  std::uint32_t limit = 0;                             ///< buckets; of a tree, on each level
};

inline constexpr std::size_t kMaxRanges = 100;
inline constexpr std::uint32_t kMaxBuckets = 100'000;
inline constexpr std::size_t kMaxSteps = 2000;  ///< of a histogram

/// Errors: UnknownField, BadUsage (an option that is unknown, twice, or does not fit the field), TooLarge.
Result<FacetSpec> read_facet_spec(std::string_view text, std::uint32_t limit, const Snapshot&);

/// All of a request's; a key may stand once. Errors: as above.
Result<std::vector<FacetSpec>> read_facet_specs(const std::vector<std::string>& texts, std::uint32_t limit,
                                                const Snapshot&);

}  // namespace leian::query
