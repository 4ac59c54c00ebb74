// The part of Matcher that finds needles: by posting lists, then in texts.
#include <algorithm>

#include "indexer/analysis/terms.hpp"
#include "indexer/schema/layout.hpp"
#include "query/match/find_units.hpp"
#include "query/match/matcher.hpp"
#include "query/match/quick_look.hpp"
#include "query/match/spans.hpp"

namespace leian::query {
namespace {

/// How many posting entries can be read in the time it takes to search one record's text (measured:
/// docs/benchmarks.md).
constexpr std::uint64_t kEntriesPerText = 20;
/// From so many entries a row on, skipping through one of Xapian's lists beats reading it.
constexpr std::uint64_t kSkipsPerEntry = 16;
/// Words of up to so many units are terms whole.
constexpr std::size_t kLongestWord = (kMaxTermBytes - 1) / 3;
/// How often a loop over rows or entries asks the clock.
constexpr std::uint32_t kAskEvery = 1u << 16;
constexpr std::uint32_t kTextsPerAsk = 1u << 10;

struct GramRows {
  Gram gram = 0;
  std::uint64_t rows = 0;
};

/// The grams of a needle, rarest first, each once.
std::vector<GramRows> grams_of(std::u16string_view units, const Grams& grams) {
  std::vector<GramRows> lists;
  for (std::size_t i = 0; i + 1 < units.size(); ++i) {
    if (!is_bigram(units[i], units[i + 1])) continue;
    const Gram gram = gram_of(units[i], units[i + 1]);
    if (std::any_of(lists.begin(), lists.end(), [&](const GramRows& l) { return l.gram == gram; })) continue;
    lists.push_back({gram, grams.rows_with(gram)});
  }
  std::sort(lists.begin(), lists.end(), [](const GramRows& a, const GramRows& b) { return a.rows < b.rows; });
  return lists;
}

}  // namespace

std::uint64_t Matcher::cost(const SpanQuery& query) const {
  if (query.type == SpanQuery::Type::Pattern) {
    std::uint64_t least = view_.rows() * kEntriesPerText;
    for (const Piece& piece : query.pattern.pieces) {
      if (!piece.form.empty()) {
        least = std::min(least, lease_.rows_with(segment_, term_of_form(piece.form)));
        continue;
      }
      const auto lists = grams_of(piece.units, view_.segment->grams());
      if (lists.empty()) continue;
      const bool is_its_gram = piece.units.size() == 2 && query.pattern.is_literal() && !query.pattern.prefix;
      least = std::min(least, lists.front().rows * (is_its_gram ? 1 : kEntriesPerText / 4));
    }
    return least;
  }
  std::uint64_t sum = 0;
  for (const SpanQuery& child : query.children) sum += cost(child);
  return sum;
}

RowSet Matcher::rows_with(const Term& term, const RowSet* within) const {
  if (within != nullptr &&
      (term.word.empty() || within->count() * kSkipsPerEntry < lease_.rows_with(segment_, term))) {
    RowSet rows = *within;
    keep_rows_with(term, rows);
    return rows;
  }
  RowSet rows(view_.rows());
  std::uint32_t seen = 0;
  for (Postings at = lease_.postings(segment_, term); !at.done(); at.next()) {
    rows.add(at.row());
    if (++seen % kAskEvery == 0) deadline_.check();
  }
  if (within != nullptr) rows &= *within;
  return rows;
}

void Matcher::add_rows_with_word(std::u16string_view word, RowSet& rows) const {
  // A longer term than Xapian takes is cut off, and other words share what is left of it.
  if (word.size() >= 3 && word.size() <= kLongestWord) rows |= rows_with(term_of_word(word), nullptr);
}

void Matcher::keep_rows_with(const Term& term, RowSet& rows) const {
  Postings at = lease_.postings(segment_, term);
  rows.retain([&](std::uint32_t row) {
    at.skip_to(row);
    return !at.done() && at.row() == row;
  });
}

RowSet Matcher::find(const Needle& needle, const RowSet* within, const RowSet* known) const {
  const std::u16string* literal = needle.literal();
  const bool plain = literal != nullptr && !needle.what.pattern.prefix && needle.within.anywhere();
  if (plain) return find_literal(*literal, within);
  RowSet rows = candidates(needle.what, within);
  if (known != nullptr) rows -= *known;
  const auto& pieces = needle.what.pattern.pieces;
  const bool is_form =
      needle.what.type == SpanQuery::Type::Pattern && pieces.size() == 1 && literal == nullptr;
  if (!is_form || !needle.within.anywhere()) keep_where_it_stands(needle, rows);
  return rows;
}

RowSet Matcher::candidates(const SpanQuery& query, const RowSet* within) const {
  deadline_.check();
  if (query.type == SpanQuery::Type::Pattern) return candidates(query.pattern, within);
  if (query.type == SpanQuery::Type::Near) {
    RowSet rows = candidates(query.children.front(), within);
    for (std::size_t i = 1; i < query.children.size() && !rows.empty(); ++i)
      rows = candidates(query.children[i], &rows);
    return rows;
  }
  RowSet rows(view_.rows());
  for (const SpanQuery& child : query.children) rows |= candidates(child, within);
  return rows;
}

RowSet Matcher::candidates(const Pattern& pattern, const RowSet* within) const {
  const Piece& first = pattern.pieces.front();
  if (pattern.is_literal()) return find_literal(first.units, within);
  std::vector<std::pair<std::uint64_t, const Piece*>> rarest;
  for (const Piece& piece : pattern.pieces)
    // Beside others, a single sign is not worth the lists it takes.
    if (!piece.form.empty() || piece.units.size() > 1) rarest.emplace_back(entries_of(piece), &piece);
  std::stable_sort(rarest.begin(), rarest.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  RowSet rows(0);
  const RowSet* so_far = within;
  bool ignored = false;
  for (const auto& [entries, piece] : rarest) {
    rows = piece->form.empty() ? rows_with_grams(piece->units, so_far, ignored)
                               : rows_with(term_of_form(piece->form), so_far);
    so_far = &rows;
  }
  return rows;
}

/// How many rows hold a form, or the rarest gram of a stretch.
std::uint64_t Matcher::entries_of(const Piece& piece) const {
  if (!piece.form.empty()) return lease_.rows_with(segment_, term_of_form(piece.form));
  const auto lists = grams_of(piece.units, view_.segment->grams());
  return lists.empty() ? view_.rows() : lists.front().rows;
}

RowSet Matcher::rows_with_grams(std::u16string_view units, const RowSet* within, bool& all_grams) const {
  const auto lists = grams_of(units, view_.segment->grams());
  all_grams = false;
  if (!lists.empty() && lists.front().rows == 0) return RowSet(view_.rows());
  const std::uint64_t texts = within != nullptr ? within->count() : view_.rows();
  if (lists.empty() || texts * kEntriesPerText < lists.front().rows)
    return within != nullptr ? *within : RowSet::all(view_.rows());
  RowSet rows = rows_with({lists.front().gram, {}}, within);
  std::size_t next = 1;
  while (next < lists.size() && rows.count() * kEntriesPerText > lists[next].rows)
    keep_rows_with({lists[next++].gram, {}}, rows);
  all_grams = next == lists.size();
  return rows;
}

RowSet Matcher::find_literal(const std::u16string& units, const RowSet* within) const {
  if (units.size() == 1) return find_single(units.front(), within);
  bool all_grams = false;
  RowSet rows = rows_with_grams(units, within, all_grams);
  if (units.size() == 2 && all_grams) return rows;
  // Where it was cut as a word it stands for certain; the others are looked at.
  RowSet as_word(view_.rows());
  add_rows_with_word(units, as_word);
  as_word &= rows;
  rows -= as_word;
  keep_where_it_stands(units, rows);
  rows |= as_word;
  return rows;
}

/// A single letter is found by the grams that begin with it; any other single sign only in the texts.
RowSet Matcher::find_single(char16_t unit, const RowSet* within) const {
  if (!is_term_unit(unit)) {
    RowSet rows = within != nullptr ? *within : RowSet::all(view_.rows());
    keep_where_it_stands(std::u16string_view(&unit, 1), rows);
    return rows;
  }
  RowSet rows(view_.rows());
  for (const Gram gram : view_.segment->grams().beginning_with(unit)) {
    rows |= rows_with({gram, {}}, nullptr);
    deadline_.check();
  }
  if (within != nullptr) rows &= *within;
  return rows;
}

void Matcher::keep_where_it_stands(std::u16string_view units, RowSet& rows) const {
  std::uint32_t seen = 0;
  rows.retain([&](std::uint32_t row) {
    if (++seen % kTextsPerAsk == 0) deadline_.check();
    return find_units(view_.segment->texts().all(row), units) != units.npos;
  });
}

void Matcher::keep_where_it_stands(const Needle& needle, RowSet& rows) const {
  std::vector<std::uint16_t> fields;
  for (const std::string& name : needle.within.fields)
    if (const auto field = view_.segment->text_field(name)) fields.push_back(*field);
  const QuickLook quick(needle.what, analyzer_.dictionary());
  std::uint32_t seen = 0;
  rows.retain([&](std::uint32_t row) {
    if (++seen % kTextsPerAsk == 0) deadline_.check();
    const auto texts = view_.segment->texts().fields(row);
    return std::any_of(texts.begin(), texts.end(), [&](const FieldText& text) {
      const auto answer = quick.look(text);
      if (answer == QuickLook::Answer::No) return false;
      if (answer == QuickLook::Answer::Yes && needle.within.anywhere()) return true;
      TextSpans spans(text, analyzer_);
      if (needle.within.anywhere() || std::find(fields.begin(), fields.end(), text.field) != fields.end())
        return !spans.find(needle.what).empty();
      return needle.within.section && !spans.find_in(*needle.within.section, needle.what).empty();
    });
  });
}

}  // namespace leian::query
