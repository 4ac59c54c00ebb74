// How a case ended, by the operative part and the phrases of corpora/cues/outcomes.tsv. The first row that
// fits counts.
#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using View = std::u16string_view;

constexpr std::size_t kMostPlaces = 50;

/// Where the cue stands as its row asks.
std::optional<Span> place_of(const Text& text, const CueRow& row, const Cue& cue, Span zone) {
  const View units = text.units().substr(0, zone.end);
  std::size_t looked = 0;
  for (auto at = units.find(cue.phrase, zone.begin); at != npos && ++looked <= kMostPlaces;
       at = units.find(cue.phrase, at + 1)) {
    const auto begin = static_cast<std::uint32_t>(at);
    const Span words{begin, begin + static_cast<std::uint32_t>(cue.phrase.size())};
    const View sentence = text.units_in(text.clause(words));
    if (!cue.with.empty() && sentence.find(cue.with) == npos) continue;
    const bool barred = std::any_of(row.unless.begin(), row.unless.end(),
                                    [&](const auto& word) { return sentence.find(word) != npos; });
    if (!barred) return words;
  }
  return std::nullopt;
}

}  // namespace

Findings find_outcome(const Text& text, const Wanted& wanted) {
  if (wanted.outcomes == nullptr) return {};
  const Span zone = text.zone(Zone::Result);
  for (const Cue& cue : wanted.outcomes->cues) {
    const CueRow& row = wanted.outcomes->rows[cue.row];
    if (const auto words = place_of(text, row, cue, zone))
      return {{row.value, std::nullopt, row.confidence, *words}};
  }
  return {};
}

}  // namespace leian::extract
