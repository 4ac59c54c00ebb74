/// Suggestions for what is being typed: values of facet fields under all their names, statutes, own words,
/// titles. What begins as typed comes first, then what is spelled so in pinyin, then by initials; after them
/// what holds it from a word's beginning on. Among equals, what finds more records. Nothing is suggested that
/// finds no record of the caller's. Source: docs/adr/0016-suggestions.md
#pragma once
#include "query/search/asking.hpp"
#include "query/suggest/suggest_table.hpp"

namespace leian::query {

/// `asking` is over the table's own snapshot. An empty text has no suggestions. Errors: TooLarge
/// (kMaxSuggestBytes), BadUsage (limit), UnknownKind, UnknownField. Throws OutOfTime and Xapian::Error.
Result<SuggestAnswer> answer_suggest(const Asking&, const SuggestTable&, const SuggestRequest&);

}  // namespace leian::query
