/// The passage of a record that shows why it was found.
#pragma once
#include <string>
#include <vector>

#include "corpora/record/record.hpp"
#include "indexer/analysis/analyzer.hpp"
#include "query/match/spans.hpp"
#include "query/request.hpp"

namespace leian::query {

inline constexpr std::size_t kSnippetUnits = 120;  ///< about how many characters of text a snippet shows

/// The passage of the record's texts that holds the most different marks, cut from the original as it was
/// written, with exactly the matched characters marked; the beginning of the first text where no mark stands
/// in any.
Snippet make_snippet(const Record&, const std::vector<Needle>& marks, const Analyzer&);

/// [window) of the folded text, cut out of the original as it was written, with an ellipsis where the text
/// goes on; `marks` (ascending) that lie within are marked. The folded text knows its source.
Snippet cut_passage(std::string_view text, const FoldedText&, Span window, const std::vector<Span>& marks);

/// The stretch to show around a place: from the clause's beginning where that is near, `units` long.
Span passage_around(std::u16string_view folded, std::uint32_t place, std::uint32_t lead, std::uint32_t units);

/// What to call a record in a list: its title, else its case number, else the beginning of its first text,
/// else its id.
std::string title_of(const Record&);

}  // namespace leian::query
