/// The ways of counting, one for each shape of a facet. What they promise stands in count.hpp.
#pragma once
#include "query/facets/count.hpp"

namespace leian::query {

FacetCounts count_values(const FacetSpec&, const CountedRows&);
FacetCounts count_ranges(const FacetSpec&, const CountedRows&);
Result<FacetCounts> count_calendar(const FacetSpec&, const CountedRows&);

}  // namespace leian::query
