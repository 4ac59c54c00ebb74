// The number of the case itself: the first one that stands at the head, not those of the files it tells of.
#include <fmt/format.h>

#include <array>

#include "indexer/analysis/forms/scan.hpp"
#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using View = std::u16string_view;

constexpr double kBehindTitle = 0.99;
constexpr double kAtHead = 0.9;
constexpr double kSomewhere = 0.5;
constexpr std::uint32_t kHeadUnits = 200;
constexpr std::array kTitles{View(u"判决书"), View(u"裁定书"), View(u"调解书"), View(u"决定书"),
                             View(u"通知书"), View(u"协议书"), View(u"意见书")};
/// A number behind one of these is another document's, or another case's.
constexpr std::array kOthers{View(u"检"),   View(u"起诉"), View(u"作出"),
                             View(u"民初"), View(u"原审"), View(u"不服")};

/// Written alike whatever the brackets: （2017）辽04刑终123号.
std::string written(const Text& text, Span words) {
  std::string plain = to_utf8(text.units_in(words));
  std::string out;
  for (const char c : plain)
    if (c != ' ') out += c;
  const auto year = out.find_first_of("0123456789");
  const auto digits = out.find_first_not_of("0123456789", year);
  if (year == out.npos || digits == out.npos) return out;
  std::string_view rest(out);
  rest.remove_prefix(digits);
  // What closes the bracket, and 年 within it.
  constexpr std::array<std::string_view, 8> kBehindYear{"年", ")", "]", "〕", "】", "}", "〉", "﹞"};
  for (const auto sign : kBehindYear)
    if (rest.starts_with(sign)) rest.remove_prefix(sign.size());
  return fmt::format("（{}）{}", out.substr(year, digits - year), rest);
}

double confidence_at(const Text& text, Span words) {
  const View before = text.units().substr(0, words.begin);
  for (const View title : kTitles)
    if (before.ends_with(title)) return kBehindTitle;
  const Span head = text.zone(Zone::Head);
  if (words.begin >= std::min(head.end, kHeadUnits)) return kSomewhere;
  const View near = before.substr(before.size() > 12 ? before.size() - 12 : 0);
  return holds_any(near, kOthers) ? kSomewhere : kAtHead;
}

}  // namespace

Findings find_case_no(const Text& text, const Wanted&) {
  std::optional<Finding> best;
  for (const Form& form : text.forms()) {
    if (class_of(form.key) != FormClass::CaseNo || !form.whole) continue;
    if (form.span.begin >= text.zone(Zone::Appendix).begin) break;
    const double confidence = confidence_at(text, form.span);
    if (best && best->confidence >= confidence) continue;
    best = Finding{written(text, form.span), std::nullopt, confidence, form.span};
    if (confidence == kBehindTitle) break;
  }
  return best ? Findings{*best} : Findings{};
}

}  // namespace leian::extract
