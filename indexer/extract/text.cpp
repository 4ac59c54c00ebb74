#include "indexer/extract/text.hpp"

#include <algorithm>

#include "corpora/text/utf8.hpp"
#include "indexer/analysis/forms/scan.hpp"

namespace leian::extract {
namespace {

using View = std::u16string_view;

constexpr View kSentenceEnds = u"。!?";
constexpr View kClauseEnds = u"。!?;";
/// What is shown of a sentence is at most about this long.
constexpr std::uint32_t kLongestShown = 240;
constexpr std::uint32_t kShownSide = 100;
/// A sentence is followed no farther than this to either side: what is found often in one endless sentence
/// stays linear.
constexpr std::uint32_t kFarthest = 1500;

constexpr std::array kFactsBegin{View(u"公诉机关指控"), View(u"检察院指控:"),  View(u"经审理查明"),
                                 View(u"原告诉称"),     View(u"诉称:"),        View(u"审理查明"),
                                 View(u"诉讼请求:"),    View(u"现已审理终结"), View(u"本院查明")};
constexpr std::array kReasoningBegin{View(u"本院认为"), View(u"我院认为"), View(u"本庭认为")};
constexpr std::array kResultBegin{View(u"判决如下"), View(u"裁定如下"), View(u"决定如下"), View(u"协议如下"),
                                  View(u"如下协议")};
constexpr std::array kTailBegin{View(u"如不服本"), View(u"本判决为终审"), View(u"本裁定为终审"),
                                View(u"审判长"),   View(u"审判员"),       View(u"书记员")};
constexpr std::array kAppendixBegin{
    View(u"附:"),          View(u"附相关"),       View(u"附本"),    View(u"附录"),   View(u"附件"),
    View(u"附法"),         View(u"附判决"),       View(u"附有关"),  View(u"附适用"), View(u"本案适用"),
    View(u"相关法律条文"), View(u"本判决所依据"), View(u"法律条文")};

std::uint32_t to_unit(std::size_t at) { return static_cast<std::uint32_t>(at); }

}  // namespace

Text::Text(const Analyzer& analyzer, const FieldSpec& field, std::string_view utf8)
    : field_(&field), original_(utf8), folded_(analyzer.fold(utf8, true)) {
  analyzer.forms(folded_.units, forms_);
  const std::uint32_t size = to_unit(folded_.units.size());
  switch (field.role) {
    case Role::Facts:
    case Role::Disputes:
    case Role::Demands:
      set_zone(Zone::Facts, 0, size);
      break;
    case Role::Reasoning:
      set_zone(Zone::Reasoning, 0, size);
      break;
    case Role::Result:
    case Role::Terms:
    case Role::Reply:
      set_zone(Zone::Result, 0, size);
      break;
    case Role::Title:
      set_zone(Zone::Head, 0, size);
      break;
    default:
      cut();
  }
}

/// Where the result begins and the signatures behind it. The last announcement before the signatures is the
/// one that counts: earlier judgments are told of before it, and statutes quoted behind.
Span Text::find_result() const {
  const View text = units();
  const std::uint32_t size = to_unit(text.size());
  Span found{size, size};
  for (auto at = find_first(text, kResultBegin); at.at != npos;
       at = find_first(text, kResultBegin, at.at + 1)) {
    if (found.begin < size && at.at > found.end) break;
    if (found.begin == size)
      found.end = to_unit(std::min<std::size_t>(find_first(text, kTailBegin, at.at).at, size));
    found.begin = to_unit(at.at);
  }
  return found;
}

/// The reasoning begins with the first 本院认为 behind the last of what was found.
void Text::cut() {
  const View text = units();
  const std::uint32_t size = to_unit(text.size());
  const Span result = find_result();
  const View before = text.substr(0, result.begin);
  const std::size_t found = before.rfind(u"查明");
  auto reasons = find_first(before, kReasoningBegin, found == npos ? 0 : found).at;
  if (reasons == npos && found != npos) reasons = find_first(before, kReasoningBegin).at;
  reasons = std::min<std::size_t>(reasons, result.begin);
  const std::size_t facts = std::min(find_first(text, kFactsBegin).at, reasons);
  const std::size_t appendix = std::min<std::size_t>(find_first(text, kAppendixBegin, result.end).at, size);
  set_zone(Zone::Head, 0, to_unit(facts));
  set_zone(Zone::Facts, to_unit(facts), to_unit(reasons));
  set_zone(Zone::Reasoning, to_unit(reasons), result.begin);
  set_zone(Zone::Result, result.begin, result.end);
  set_zone(Zone::Tail, result.end, to_unit(appendix));
  set_zone(Zone::Appendix, to_unit(appendix), size);
}

Span Text::around(Span span, View ends) const {
  const View text = units();
  const auto ends_here = [&](std::uint32_t unit) { return ends.find(text[unit]) != npos; };
  const auto& paragraphs = folded_.paragraphs;
  const auto next = std::upper_bound(paragraphs.begin(), paragraphs.end(), span.begin);
  const std::uint32_t first = next == paragraphs.begin() ? 0 : *std::prev(next);
  const auto behind = std::lower_bound(paragraphs.begin(), paragraphs.end(), span.end);
  const std::uint32_t last = behind == paragraphs.end() ? to_unit(text.size()) : *behind;
  std::uint32_t begin = span.begin;
  while (begin > first && span.begin - begin < kFarthest && !ends_here(begin - 1)) --begin;
  std::uint32_t end = span.end;
  while (end < last && end - span.end < kFarthest && (end == begin || !ends_here(end - 1))) ++end;
  return {begin, end};
}

Span Text::sentence(Span span) const { return around(span, kSentenceEnds); }
Span Text::clause(Span span) const { return around(span, kClauseEnds); }

Span Text::shown(Span words) const {
  Span whole = sentence(words);
  if (whole.end - whole.begin <= kLongestShown) return whole;
  whole = clause(words);
  if (whole.end - whole.begin <= kLongestShown) return whole;
  const View text = units();
  if (words.begin - whole.begin > kShownSide) {
    whole.begin = words.begin - kShownSide;
    const auto comma = text.substr(whole.begin, kShownSide).find(u',');
    if (comma != npos) whole.begin += to_unit(comma) + 1;
  }
  if (whole.end > words.end + kShownSide) {
    const auto comma = text.substr(words.end, kShownSide).rfind(u',');
    whole.end = words.end + (comma == npos ? kShownSide : to_unit(comma) + 1);
  }
  return whole;
}

bool Text::after_gap(std::uint32_t unit) const {
  if (unit == 0) return true;
  if (unit >= folded_.units.size()) return true;
  const std::string_view before = original_.substr(0, folded_.source[unit]);
  return before.ends_with(' ') || before.ends_with('\n') || before.ends_with('\t') ||
         before.ends_with('\r') || before.ends_with("\u3000");
}

Span Text::bytes(Span span) const {
  const std::uint32_t begin = folded_.source[span.begin];
  std::uint32_t end = folded_.source[span.end];
  // The last unit ends where the next one begins, less the white space between them.
  while (end > begin && static_cast<unsigned char>(original_[end - 1]) <= ' ') --end;
  while (original_.substr(begin, end - begin).ends_with("\u3000")) end -= 3;
  return {begin, end};
}

std::string_view Text::source(Span span) const {
  const Span at = bytes(span);
  return original_.substr(at.begin, at.end - at.begin);
}

namespace {

/// Blanks of every width, and signs without any: no part of a name or a number.
bool is_unseen(char32_t point) {
  return point <= U' ' || point == U'\u3000' || point == U'\u00A0' || point == U'\uFEFF' ||
         point == U'\u2060' || (point >= U'\u2000' && point <= U'\u200F') ||
         (point >= U'\u2028' && point <= U'\u202F');
}

}  // namespace

std::string Text::plain(Span span) const {
  const std::string_view text = source(span);
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t point = next_point(text, at);
    if (!is_unseen(point)) plain += text.substr(begin, at - begin);
  }
  return plain;
}

}  // namespace leian::extract
