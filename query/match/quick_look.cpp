#include "query/match/quick_look.hpp"

#include <algorithm>
#include <array>

#include "indexer/analysis/forms/readers.hpp"
#include "query/match/find_units.hpp"

namespace leian::query {
namespace {

/// Of a stretch that stands more often in a text its places are not listed here.
constexpr std::size_t kMostPlaces = 64;
/// No name of a place or statute is longer, marks and all.
constexpr std::size_t kLongestName = 60;

bool is_name(const Piece& piece) {
  return !piece.form.empty() &&
         (class_of(piece.form) == FormClass::Place || class_of(piece.form) == FormClass::Statute);
}

bool is_plain(const SpanQuery& query) {
  return query.type == SpanQuery::Type::Pattern && query.pattern.is_literal() && !query.pattern.prefix;
}

struct Places {
  std::array<std::uint32_t, kMostPlaces> at;
  std::size_t size = 0;
  bool all = true;
};

Places places_of(std::u16string_view units, std::u16string_view stretch) {
  Places places;
  for (std::size_t at = find_units(units, stretch); at != units.npos;
       at = find_units(units, stretch, at + 1)) {
    if (places.size == kMostPlaces) {
      places.all = false;
      break;
    }
    places.at[places.size++] = static_cast<std::uint32_t>(at);
  }
  return places;
}

}  // namespace

QuickLook::QuickLook(const SpanQuery& query, const Dictionary& dictionary)
    : dictionary_(dictionary), query_(query) {
  if (query.type == SpanQuery::Type::Near) {
    near_ = query.children.size() == 2 && is_plain(query.children[0]) && is_plain(query.children[1]);
    return;
  }
  const auto& pieces = query.pattern.pieces;
  if (query.type != SpanQuery::Type::Pattern) return;
  for (std::size_t i = 0; i + 1 < pieces.size() && literal_ == nullptr; ++i) {
    const bool name_behind = pieces[i].form.empty() && is_name(pieces[i + 1]);
    const bool name_before = is_name(pieces[i]) && pieces[i + 1].form.empty();
    if (!name_behind && !name_before) continue;
    literal_ = &pieces[name_behind ? i : i + 1];
    name_ = &pieces[name_behind ? i + 1 : i];
    name_first_ = !name_behind;
  }
}

QuickLook::Answer QuickLook::look(const FieldText& text) const {
  if (near_) return look_near(text);
  if (literal_ != nullptr && !stands_beside(text.units)) return Answer::No;
  return Answer::Perhaps;
}

/// A blank may stand between the two.
bool QuickLook::stands_beside(std::u16string_view units) const {
  for (std::size_t at = find_units(units, literal_->units); at != units.npos;
       at = find_units(units, literal_->units, at + 1)) {
    if (name_first_) {
      if (name_ends(units, at)) return true;
    } else if (name_begins(units, at + literal_->units.size())) {
      return true;
    }
  }
  return false;
}

bool QuickLook::name_begins(std::u16string_view units, std::size_t at) const {
  if (at < units.size() && units[at] == u' ') ++at;
  if (at >= units.size()) return false;
  std::vector<Form> found;
  forms::Cited cited;
  forms::read_name(units, static_cast<std::uint32_t>(at), dictionary_, cited, found);
  return !found.empty() && found.front().key == name_->form;
}

bool QuickLook::name_ends(std::u16string_view units, std::size_t end) const {
  const std::size_t before_blank = end > 0 && units[end - 1] == u' ' ? end - 1 : end;
  const std::size_t first = before_blank > kLongestName ? before_blank - kLongestName : 0;
  std::vector<Form> found;
  forms::Cited cited;
  for (std::size_t at = before_blank; at-- > first;) {
    found.clear();
    const std::uint32_t to =
        forms::read_name(units, static_cast<std::uint32_t>(at), dictionary_, cited, found);
    if ((to == end || to == before_blank) && !found.empty() && found.front().key == name_->form) return true;
  }
  return false;
}

QuickLook::Answer QuickLook::look_near(const FieldText& text) const {
  const Places a = places_of(text.units, query_.children[0].pattern.pieces.front().units);
  if (a.size == 0) return Answer::No;
  const Places b = places_of(text.units, query_.children[1].pattern.pieces.front().units);
  if (b.size == 0) return Answer::No;
  for (std::size_t i = 0; i < a.size; ++i)
    for (std::size_t j = 0; j < b.size; ++j)
      if (are_near(text, a.at[i], b.at[j])) return Answer::Yes;
  return a.all && b.all ? Answer::No : Answer::Perhaps;
}

bool QuickLook::are_near(const FieldText& text, std::uint32_t a, std::uint32_t b) const {
  const auto size_of = [&](std::size_t child) {
    return static_cast<std::uint32_t>(query_.children[child].pattern.pieces.front().units.size());
  };
  Span first{a, a + size_of(0)};
  Span second{b, b + size_of(1)};
  if (first.begin < second.end && second.begin < first.end) return false;
  if (second.begin < first.begin) std::swap(first, second);
  if (query_.nearness.unit == Nearness::Unit::Characters)
    return second.begin - first.end <= query_.nearness.distance;
  return !parts_between(text, first.begin, second.end - 1, query_.nearness.unit);
}

}  // namespace leian::query
