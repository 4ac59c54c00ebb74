/// The query language: words, "phrases", AND OR NOT (与 或 非, + -), ( ), field:value, ranges, prefix*,
/// NEAR/n, /s, /p. Grammar:
///   query  = any                                  any   = all { OR all }
///   all    = one { [ AND ] one }                  one   = [ NOT | "+" | "-" ] near
///   near   = base { nearness base }               nearness = "NEAR" [ "/" n ] | "/s" | "/p"
///   base   = "(" any ")" | field ":" value | phrase | word [ "*" ]
///   value  = "(" any ")" | phrase | word [ "*" ] | range
///   range  = [a] ".." [b] | (">=" | ">" | "<=" | "<") a
/// Words that stand side by side are one group (what a group asks for: docs/query-language.md). A text that
/// reads as prose — with sentence marks, or several lines — is one group as it stands, so a pasted paragraph
/// never fails. Threads: pure function.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"
#include "query/parse/ast.hpp"
#include "query/parse/lexer.hpp"

namespace leian::query {

/// What the parser is told of the index.
struct QueryNames {
  std::function<bool(std::string_view)> is_field;  ///< which names before a colon are fields
  Held held;                                       ///< stretches of the query that are one word each
};

/// A query's tree, and the names before colons that are no fields: they are words.
struct ParsedQuery {
  Node tree;
  std::vector<std::string> not_fields;
};

/// Parses a query. Empty or `*`: All. Errors: BadQuery, naming the character, showing the place and saying
/// what was expected; TooLarge (kMaxQueryBytes, kMaxParentheses).
Result<ParsedQuery> parse_query(std::string_view text, const QueryNames&);

inline constexpr int kMaxParentheses = 32;  ///< of parentheses

}  // namespace leian::query
