/// One look-up of similar cases, from the request to the answer.
#pragma once
#include "query/search/asking.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::query {

/// Errors: NotFound, BadUsage, UnknownField, UnknownKind, TooLarge. Throws OutOfTime and Xapian::Error.
Result<SimilarAnswer> answer_similar(const Asking&, const SimilarRequest&);

}  // namespace leian::query
