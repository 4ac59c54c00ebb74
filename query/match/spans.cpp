#include "query/match/spans.hpp"

#include <algorithm>

#include "query/match/find_units.hpp"

namespace leian::query {
namespace {

constexpr std::u16string_view kSentenceEnds = u"。!?";
/// These close a sentence behind its end.
constexpr std::u16string_view kClosing = u"”」』)\"'’》";

bool is_one_of(char16_t unit, std::u16string_view set) { return set.find(unit) != set.npos; }

void sort_and_bound(std::vector<SpanMatch>& matches) {
  std::stable_sort(matches.begin(), matches.end(), [](const SpanMatch& a, const SpanMatch& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end < b.span.end;
  });
  const auto same = [](const SpanMatch& a, const SpanMatch& b) {
    return a.span == b.span && a.leaves == b.leaves;
  };
  matches.erase(std::unique(matches.begin(), matches.end(), same), matches.end());
  if (matches.size() > TextSpans::kMaxMatches) matches.resize(TextSpans::kMaxMatches);
}

SpanMatch joined(const SpanMatch& a, const SpanMatch& b) {
  SpanMatch both{{std::min(a.span.begin, b.span.begin), std::max(a.span.end, b.span.end)}, a.leaves};
  both.leaves.insert(both.leaves.end(), b.leaves.begin(), b.leaves.end());
  return both;
}

}  // namespace

SpanQuery span_of(std::u16string units, bool prefix) {
  SpanQuery query;
  query.pattern.pieces.push_back({std::move(units), ""});
  query.pattern.prefix = prefix;
  return query;
}

SpanQuery span_of_form(std::string key) {
  SpanQuery query;
  query.pattern.pieces.push_back({u"", std::move(key)});
  return query;
}

bool parts_between(const FieldText& text, std::uint32_t from, std::uint32_t to, Nearness::Unit unit) {
  const auto behind = std::upper_bound(text.paragraphs.begin(), text.paragraphs.end(), text.origin + from);
  if (behind != text.paragraphs.end() && *behind <= text.origin + to) return true;
  if (unit != Nearness::Unit::Sentence) return false;
  const auto ends = [&](std::uint32_t at) {
    return is_one_of(text.units[at], kClosing) || is_one_of(text.units[at], kSentenceEnds);
  };
  // An end that stands before may reach beyond `from` with what closes it.
  std::uint32_t at = from;
  while (at > 0 && ends(at - 1)) --at;
  for (; at < to; ++at) {
    if (!is_one_of(text.units[at], kSentenceEnds)) continue;
    while (at + 1 < text.units.size() && ends(at + 1)) ++at;
    if (at + 1 > from && at + 1 <= to) return true;
  }
  return false;
}

const std::vector<Form>& TextSpans::forms() {
  if (!forms_) analyzer_->forms(units_, forms_.emplace());
  return *forms_;
}

const std::vector<std::uint32_t>& TextSpans::begins(Nearness::Unit unit) {
  auto& known = unit == Nearness::Unit::Sentence ? sentence_begins_ : paragraph_begins_;
  if (known) return *known;
  known.emplace();
  for (const std::uint32_t paragraph : paragraphs_) known->push_back(paragraph - origin_);
  if (unit == Nearness::Unit::Sentence) {
    for (std::uint32_t at = 0; at < units_.size(); ++at) {
      if (!is_one_of(units_[at], kSentenceEnds)) continue;
      while (at + 1 < units_.size() &&
             (is_one_of(units_[at + 1], kClosing) || is_one_of(units_[at + 1], kSentenceEnds)))
        ++at;
      known->push_back(at + 1);
    }
    std::sort(known->begin(), known->end());
  }
  return *known;
}

std::size_t TextSpans::part_of(const std::vector<std::uint32_t>& begins, std::uint32_t at) const {
  return static_cast<std::size_t>(std::upper_bound(begins.begin(), begins.end(), at) - begins.begin());
}

std::vector<SpanMatch> TextSpans::find(const SpanQuery& query) {
  switch (query.type) {
    case SpanQuery::Type::Pattern:
      return find_pattern(query.pattern);
    case SpanQuery::Type::Any:
      return find_any(query.children);
    case SpanQuery::Type::Near:
      return find_near(query);
  }
  return {};
}

std::vector<SpanMatch> TextSpans::find_in(Section section, const SpanQuery& query) {
  const auto sections = sections_of(units_);
  if (sections.empty()) return {};
  auto matches = find(query);
  std::erase_if(matches, [&](const SpanMatch& match) {
    return std::none_of(sections.begin(), sections.end(), [&](const SectionSpan& part) {
      return part.section == section && part.span.begin <= match.span.begin &&
             match.span.end <= part.span.end;
    });
  });
  return matches;
}

/// Ideographs have no visible word beginnings: a prefix may stand anywhere among them.
bool TextSpans::begins_word(std::uint32_t at) const {
  return at == 0 || is_ideograph(units_[at]) || !is_term_unit(units_[at - 1]) || is_ideograph(units_[at - 1]);
}

std::vector<SpanMatch> TextSpans::find_pattern(const Pattern& pattern) {
  std::vector<SpanMatch> matches;
  const Piece& first = pattern.pieces.front();
  const auto rest = std::span(pattern.pieces).subspan(1);
  const auto take = [&](Span span) {
    if (pattern.prefix && !begins_word(span.begin)) return;
    if (const auto end = end_of_pieces(rest, span.end, !first.form.empty()))
      matches.push_back({{span.begin, *end}, {{span.begin, *end}}});
  };
  if (!first.form.empty()) {
    for (const Form& form : forms())
      if (form.key == first.form) take(form.span);
  } else {
    for (std::size_t at = find_units(units_, first.units); at != units_.npos && matches.size() < kMaxMatches;
         at = find_units(units_, first.units, at + 1))
      take({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + first.units.size())});
  }
  sort_and_bound(matches);
  return matches;
}

std::optional<std::uint32_t> TextSpans::end_of_pieces(std::span<const Piece> pieces, std::uint32_t at,
                                                      bool behind_form) {
  if (pieces.empty()) return at;
  const Piece& piece = pieces.front();
  const bool is_form = !piece.form.empty();
  const bool blank = at < units_.size() && units_[at] == u' ' && (is_form || behind_form);
  for (std::uint32_t from = at; from <= at + (blank ? 1 : 0); ++from) {
    if (!is_form) {
      if (units_.substr(from, piece.units.size()) != piece.units) continue;
      const auto next = static_cast<std::uint32_t>(from + piece.units.size());
      if (const auto end = end_of_pieces(pieces.subspan(1), next, false)) return end;
      continue;
    }
    const auto& all = forms();
    auto form = std::lower_bound(all.begin(), all.end(), from,
                                 [](const Form& f, std::uint32_t begin) { return f.span.begin < begin; });
    for (; form != all.end() && form->span.begin == from; ++form)
      if (form->key == piece.form)
        if (const auto end = end_of_pieces(pieces.subspan(1), form->span.end, true)) return end;
  }
  return std::nullopt;
}

std::vector<SpanMatch> TextSpans::find_any(const std::vector<SpanQuery>& queries) {
  std::vector<SpanMatch> matches;
  for (const SpanQuery& query : queries) {
    auto found = find(query);
    matches.insert(matches.end(), std::make_move_iterator(found.begin()),
                   std::make_move_iterator(found.end()));
  }
  sort_and_bound(matches);
  return matches;
}

bool TextSpans::near(Span a, Span b, const Nearness& nearness) {
  if (a.begin < b.end && b.begin < a.end) return false;
  const Span first = a.begin < b.begin ? a : b;
  const Span second = a.begin < b.begin ? b : a;
  if (nearness.unit == Nearness::Unit::Characters) return second.begin - first.end <= nearness.distance;
  const auto& parts = begins(nearness.unit);
  return part_of(parts, first.begin) == part_of(parts, second.end - 1);
}

std::vector<SpanMatch> TextSpans::find_near(const SpanQuery& query) {
  std::vector<SpanMatch> matches = find(query.children.front());
  for (std::size_t i = 1; i < query.children.size() && !matches.empty(); ++i) {
    const auto others = find(query.children[i]);
    std::vector<SpanMatch> pairs;
    for (const SpanMatch& match : matches)
      for (const SpanMatch& other : others)
        if (pairs.size() < kMaxMatches && near(match.span, other.span, query.nearness))
          pairs.push_back(joined(match, other));
    sort_and_bound(pairs);
    matches = std::move(pairs);
  }
  return matches;
}

}  // namespace leian::query
