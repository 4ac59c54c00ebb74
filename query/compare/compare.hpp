/// Two to five cases side by side, from the request to the answer: short fields, and sections aligned by the
/// roles of their fields, so that cases of different kinds can be compared, with shared passages marked.
/// Errors: BadUsage (fewer or more cases, an id twice), NotFound, TooLarge, Timeout.
#pragma once
#include "query/compare/comparison.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

Result<ComparedCases> answer_compare(const Asking&, const CompareRequest&);

}  // namespace leian::query
