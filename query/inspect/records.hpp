/// Opens the records asked about, one after the other, within the caller's scope.
#pragma once
#include "query/inspect/inspect.hpp"
#include "query/match/snippet.hpp"

namespace leian::query {

/// Calls visit(Record) -> Result<void> for each; how many there were. Stops at the first error.
template <class Visit>
Result<std::uint64_t> for_each_record(const Asking& asking, const Narrowing& narrowing, const Visit& visit) {
  LEIAN_TRY(const FoundRows rows, rows_within(asking, narrowing));
  for (std::uint32_t s = 0; s < rows.matches.size(); ++s)
    for (const std::uint32_t row : rows.matches[s].to_vector()) {
      asking.deadline.check();
      LEIAN_TRY(Record record, read_record(asking.lease, {s, row}));
      asking.scope.narrow(record);
      LEIAN_CHECK(visit(record));
    }
  return rows.total();
}

}  // namespace leian::query
