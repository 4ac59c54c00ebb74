/// One search, from the request to the answer.
#pragma once
#include "query/request.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

/// Errors: BadQuery, UnknownField, UnknownKind, BadUsage, TooLarge. Throws OutOfTime and Xapian::Error.
Result<SearchAnswer> answer_search(const Asking&, const SearchRequest&);

}  // namespace leian::query
