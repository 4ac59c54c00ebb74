/// What a fact says of its own outcome taken out, so that an expected outcome is not read off the text:
/// clauses that propose, argue or state a penalty. An earlier conviction stays. Threads: pure functions.
/// Source: docs/adr/0031-consistency.md
#pragma once
#include <string>
#include <string_view>

namespace leian::query {

/// `folded`: by the analyzer.
std::u16string without_penalty_talk(std::u16string_view folded);

}  // namespace leian::query
