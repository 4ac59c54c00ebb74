/// The words of a query: what a person who types without blanks between words means by them.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.hpp"

namespace leian::query {

/// Whether a word says nothing by itself (的, 了, 在 …).
bool is_stop_word(std::u16string_view folded);

/// The words to look for in a folded query: stop words left out unless there are no others, neighbouring
/// single characters joined (张 三 -> 张三, which no dictionary has), each word once, in order.
std::vector<std::u16string> query_words(std::u16string_view folded, const Analyzer&);

/// The same where they stand, of a text that is cut so; a word that stands twice comes twice.
std::vector<Span> query_word_spans(std::u16string_view folded, const std::vector<Span>& cut);

}  // namespace leian::query
