/// One aggregate, from the request to the answer.
#pragma once
#include "query/aggregate/aggregate.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

/// Errors: BadQuery, UnknownField (also what the caller may not see), UnknownKind, BadUsage, TooLarge (too
/// many groups), BadInput (the table of holidays). Throws OutOfTime and Xapian::Error.
Result<AggregateAnswer> answer_aggregate(const Asking&, const AggregateRequest&);

}  // namespace leian::query
