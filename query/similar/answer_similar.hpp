/// One look-up of similar cases, from the request to the answer.
#pragma once
#include "query/search/asking.hpp"
#include "query/similar/case_reader.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::query {

/// Everything but tiers, conflicts and what stands beside the list.
/// Errors: NotFound, BadUsage, UnknownField, UnknownKind, TooLarge. Throws OutOfTime and Xapian::Error.
Result<SimilarAnswer> answer_similar(const Asking&, const CaseReader&, const SimilarRequest&);

}  // namespace leian::query
