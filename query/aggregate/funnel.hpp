/// A funnel: how many matches reached each of several dates, one after the other, and how long they took.
/// Days are compared, not hours; a record's first date counts where it has several. Medians: percentile.hpp.
/// Cost: one pass over the matches. Throws OutOfTime.
#pragma once
#include <string>
#include <vector>

#include "query/aggregate/partial.hpp"

namespace leian::query {

/// The columns of the stages. Errors: UnknownField, BadUsage (not 2 to kMaxStages, or no date).
Result<std::vector<const ColumnSpec*>> read_funnel(const std::vector<std::string>& fields,
                                                   const SpecContext&);

std::vector<FunnelStage> count_funnel(const std::vector<const ColumnSpec*>&, const PassContext&,
                                      const SpecContext&);

}  // namespace leian::query
