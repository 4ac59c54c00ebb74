/// The records a question is about, where it is not asked to find any: those of a query, a kind, filters and
/// ids, within the caller's scope. One thread at a time; throws OutOfTime and Xapian::Error.
#pragma once
#include <string>
#include <vector>

#include "query/search/found.hpp"

namespace leian::query {

struct Narrowing {
  std::string text;  ///< in the query language; empty or `*`: every record
  std::string kind;  ///< empty: all kinds
  std::vector<Filter> filters;
  std::vector<std::string> among;  ///< only records with one of these ids; empty: all
};

/// Errors: BadQuery, UnknownField, UnknownKind, BadUsage, TooLarge.
Result<FoundRows> rows_within(const Asking&, const Narrowing&);

}  // namespace leian::query
