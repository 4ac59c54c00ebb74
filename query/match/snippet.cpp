#include "query/match/snippet.hpp"

#include <algorithm>

namespace leian::query {
namespace {

constexpr std::uint32_t kLeadUnits = 24;  // shown before the first mark
constexpr std::size_t kTitleUnits = 40;
constexpr std::string_view kEllipsis = "…";

struct MarkedSpan {
  Span span;
  std::size_t mark = 0;
};

/// A text of a record, and the field it stands in.
struct ShownText {
  const FieldSpec* field = nullptr;
  const std::string* text = nullptr;
};

std::vector<SpanMatch> find_mark(const Needle& mark, const FieldSpec& field, TextSpans& spans) {
  const auto& fields = mark.within.fields;
  if (mark.within.anywhere() || std::find(fields.begin(), fields.end(), field.name) != fields.end())
    return spans.find(mark.what);
  return mark.within.section ? spans.find_in(*mark.within.section, mark.what) : std::vector<SpanMatch>{};
}

std::vector<MarkedSpan> find_marks(const FoldedText& text, const FieldSpec& field,
                                   const std::vector<Needle>& marks, const Analyzer& analyzer) {
  std::vector<MarkedSpan> found;
  TextSpans spans(text.units, text.paragraphs, 0, analyzer);
  for (std::size_t m = 0; m < marks.size(); ++m)
    for (const SpanMatch& match : find_mark(marks[m], field, spans))
      for (const Span& leaf : match.leaves) found.push_back({leaf, m});
  std::sort(found.begin(), found.end(), [](const MarkedSpan& a, const MarkedSpan& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  return found;
}

/// A window of the text, and how good it is: how many different marks stand in it, then how many marked
/// characters.
struct Window {
  std::size_t first = 0;  // among the found marks
  std::size_t different = 0;
  std::size_t marked = 0;
};

Window best_window(const std::vector<MarkedSpan>& found, std::size_t marks) {
  Window best;
  std::vector<std::size_t> inside(marks, 0);
  Window now;
  std::size_t end = 0;
  for (std::size_t first = 0; first < found.size(); ++first) {
    while (end < found.size() &&
           found[end].span.end <= found[first].span.begin + kSnippetUnits - kLeadUnits) {
      now.different += inside[found[end].mark]++ == 0 ? 1 : 0;
      now.marked += found[end].span.size();
      ++end;
    }
    if (now.different > best.different || (now.different == best.different && now.marked > best.marked))
      best = {first, now.different, now.marked};
    if (end <= first) {
      end = first + 1;  // a mark longer than the window
      if (best.different == 0) best = {first, 1, 0};
      continue;
    }
    now.different -= --inside[found[first].mark] == 0 ? 1 : 0;
    now.marked -= found[first].span.size();
  }
  return best;
}

std::vector<Span> spans_of(const std::vector<MarkedSpan>& found) {
  std::vector<Span> spans;
  for (const MarkedSpan& mark : found) spans.push_back(mark.span);
  return spans;
}

bool is_surrogate_tail(char16_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

/// Texts in the order in which they make good snippets: long texts first, as the kind lists them.
std::vector<ShownText> texts_of(const Record& record) {
  std::vector<ShownText> texts;
  for (const bool long_texts : {true, false})
    for (std::size_t i = 0; i < record.values.size(); ++i) {
      const FieldSpec& field = record.kind->fields()[i];
      if ((field.type == FieldType::Text && field.role != Role::Title) != long_texts) continue;
      for (const Scalar& item : record.values[i].items)
        if (const auto* text = std::get_if<std::string>(&item);
            text != nullptr && field.type != FieldType::Code)
          texts.push_back({&field, text});
    }
  return texts;
}

std::string beginning(const std::string& text, std::size_t characters) {
  std::size_t at = 0;
  for (std::size_t n = 0; at < text.size() && n < characters; ++n) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return at < text.size() ? text.substr(0, at) + std::string(kEllipsis) : text;
}

}  // namespace

Snippet cut_passage(std::string_view text, const FoldedText& folded, Span window,
                    const std::vector<Span>& marks) {
  Snippet snippet;
  const std::uint32_t from = folded.source[window.begin];
  const std::uint32_t to = folded.source[window.end];
  if (window.begin > 0) snippet.text += kEllipsis;
  const auto shift = static_cast<std::int64_t>(snippet.text.size()) - from;
  snippet.text += text.substr(from, to - from);
  if (window.end < folded.units.size()) snippet.text += kEllipsis;
  for (const Span& mark : marks) {
    if (mark.begin < window.begin || mark.end > window.end) continue;
    const auto begin = static_cast<std::uint32_t>(folded.source[mark.begin] + shift);
    auto end = static_cast<std::uint32_t>(folded.source[mark.end] + shift);
    // White space behind the last matched character belongs to the next unit's place, not to the match.
    while (end > begin && (snippet.text[end - 1] == ' ' || snippet.text[end - 1] == '\n')) --end;
    if (!snippet.marks.empty() && begin <= snippet.marks.back().second)
      snippet.marks.back().second = std::max(snippet.marks.back().second, end);
    else
      snippet.marks.emplace_back(begin, end);
  }
  return snippet;
}

Span passage_around(std::u16string_view folded, std::uint32_t place, std::uint32_t lead,
                    std::uint32_t units) {
  std::uint32_t begin = place > lead ? place - lead : 0;
  // Begin behind a clause's end where one is near.
  for (std::uint32_t i = place; i-- > begin;)
    if (folded[i] == u'。' || folded[i] == u',' || folded[i] == u';' || folded[i] == u':') {
      begin = i + 1;
      break;
    }
  auto end = static_cast<std::uint32_t>(
      std::min<std::size_t>(folded.size(), std::size_t{std::max(begin, place)} + units));
  while (begin > 0 && is_surrogate_tail(folded[begin])) --begin;
  while (end < folded.size() && is_surrogate_tail(folded[end])) ++end;
  return {begin, end};
}

Snippet make_snippet(const Record& record, const std::vector<Needle>& marks, const Analyzer& analyzer) {
  const auto texts = texts_of(record);
  Snippet best;
  Window best_so_far;
  for (const auto& [field, text] : texts) {
    const FoldedText folded = analyzer.fold(*text, true);
    const auto found = find_marks(folded, *field, marks, analyzer);
    if (found.empty()) continue;
    const Window window = best_window(found, marks.size());
    if (window.different <= best_so_far.different && !best.text.empty()) continue;
    best_so_far = window;
    best =
        cut_passage(*text, folded,
                    passage_around(folded.units, found[window.first].span.begin, kLeadUnits, kSnippetUnits),
                    spans_of(found));
    if (window.different == marks.size()) break;
  }
  if (best.text.empty() && !texts.empty()) best.text = beginning(*texts.front().text, kSnippetUnits);
  return best;
}

std::string title_of(const Record& record) {
  for (const Role role : {Role::Title, Role::CaseNo})
    if (const Scalar* value = record.first(role))
      if (const auto* text = std::get_if<std::string>(value); text != nullptr && !text->empty()) return *text;
  const auto texts = texts_of(record);
  return texts.empty() ? record.id : beginning(*texts.front().text, kTitleUnits);
}

}  // namespace leian::query
