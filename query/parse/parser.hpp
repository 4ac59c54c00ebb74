/// The query language: words, "phrases", AND OR NOT (与 或 非, + -), ( ), field:value, ranges, prefix*.
/// Grammar:
///   query  = any                                  any   = all { OR all }
///   all    = one { [ AND ] one }                  one   = [ NOT | "+" | "-" ] base
///   base   = "(" any ")" | field ":" value | phrase | word [ "*" ]
///   value  = phrase | word [ "*" ] | range        range = [a] ".." [b] | (">=" | ">" | "<=" | "<") a
/// Words that stand side by side are one group (what a group asks for: docs/query-language.md). A text that
/// reads as prose — with sentence marks, or several lines — is one group as it stands, so a pasted paragraph
/// never fails. Threads: pure function.
#pragma once
#include <functional>
#include <string_view>

#include "corpora/core/result.hpp"
#include "query/parse/ast.hpp"

namespace leian::query {

/// Parses a query. `is_field` says which names before a colon are fields; what stands before any other colon
/// is a word. Empty or `*`: All. Errors: BadQuery, naming the character and what was expected; TooLarge
/// (kMaxQueryBytes, kMaxDepth).
Result<Node> parse_query(std::string_view text, const std::function<bool(std::string_view)>& is_field);

inline constexpr int kMaxDepth = 32;  ///< of parentheses

}  // namespace leian::query
