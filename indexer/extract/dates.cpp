// When a case was opened, and when it was decided.
#include <algorithm>
#include <array>

#include "indexer/extract/finding.hpp"

namespace leian::extract {
namespace {

using View = std::u16string_view;

constexpr double kSigned = 0.97;
constexpr double kLast = 0.6;
constexpr double kDocketed = 0.9;
constexpr double kBrought = 0.8;
constexpr std::uint32_t kNear = 30;  // units between a date and what happened then
constexpr std::uint32_t kLastUnits = 200;
constexpr std::array kSigners{View(u"审判长"), View(u"审判员"),   View(u"陪审员"),
                              View(u"书记员"), View(u"法官助理"), View(u"调解员"),
                              View(u"签名"),   View(u"盖章"),     View(u"(印)")};
constexpr std::array kDocketing{View(u"立案"), View(u"受理")};
constexpr std::array kBringing{View(u"提起公诉"), View(u"诉至"), View(u"起诉"), View(u"提出申请"),
                               View(u"申请调解")};

std::optional<Date> day_of(const Form& form) {
  if (class_of(form.key) != FormClass::Date || !form.whole) return std::nullopt;
  return parse_date(std::string_view(form.key).substr(1));
}

/// A day whose event is told right behind it.
template <class Events>
std::optional<Finding> first_with(const Text& text, Span zone, const Events& events, double confidence) {
  for (const Form& form : text.forms()) {
    if (form.span.begin < zone.begin || form.span.end > zone.end) continue;
    const auto day = day_of(form);
    if (!day) continue;
    const std::uint32_t end = std::min({text.sentence(form.span).end, zone.end, form.span.end + kNear});
    const View behind = text.units_in({form.span.end, std::max(end, form.span.end)});
    if (holds_any(behind, events)) return Finding{*day, std::nullopt, confidence, form.span};
  }
  return std::nullopt;
}

}  // namespace

Findings find_opened(const Text& text, const Wanted&) {
  const Span zone{0, text.zone(Zone::Reasoning).begin};
  auto found = first_with(text, zone, kDocketing, kDocketed);
  if (!found) found = first_with(text, zone, kBringing, kBrought);
  return found ? Findings{*found} : Findings{};
}

/// The day under the signatures: the last whole date before the wording of statutes.
Findings find_closed(const Text& text, const Wanted&) {
  const auto size = static_cast<std::uint32_t>(text.units().size());
  const bool decided = text.has(Zone::Tail);
  const Span tail = decided ? text.zone(Zone::Tail) : Span{size > kLastUnits ? size - kLastUnits : 0, size};
  std::optional<Finding> last;
  for (const Form& form : text.forms()) {
    if (form.span.begin < tail.begin || form.span.end > tail.end) continue;
    if (const auto day = day_of(form)) {
      const View before = text.units_in({tail.begin, form.span.begin});
      const View near = before.substr(before.size() > kLastUnits ? before.size() - kLastUnits : 0);
      const bool is_signed = decided || holds_any(near, kSigners);
      last = Finding{*day, std::nullopt, is_signed ? kSigned : kLast, form.span};
    }
  }
  return last ? Findings{*last} : Findings{};
}

}  // namespace leian::extract
