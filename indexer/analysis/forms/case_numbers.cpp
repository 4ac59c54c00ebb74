#include <fmt/format.h>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/analysis/forms/readers.hpp"
#include "indexer/analysis/forms/scan.hpp"

namespace leian::forms {
namespace {

constexpr std::u16string_view kOpening = u"([〔【﹝〈{";
constexpr std::u16string_view kClosing = u")]〕】﹞〉}";
/// What stands between year and 号 is shorter.
constexpr std::uint32_t kLongestBody = 40;
/// A number without brackets begins so: a province's sign, the highest court's, the army's.
constexpr std::u16string_view kCourtSigns =
    u"京津冀晋内辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新兵军最";
/// … and names a procedure.
constexpr std::u16string_view kProcedures = u"刑民行执赔破初终再监申审商知清保认司国法委财他";

bool belongs(char16_t unit) { return unit == u' ' || is_digit(unit) || is_ideograph(unit); }

/// The number behind the year: `court` 辽04刑终, `serial` 123.
struct Body {
  std::u16string court;
  std::u16string serial;
  std::uint32_t end = 0;
};

/// Reads up to 号: what stands before the last run of digits, without blanks and 字第, is the court's part.
std::optional<Body> read_body(std::u16string_view text, std::uint32_t at) {
  std::u16string units;
  std::uint32_t end = at;
  for (; end < text.size() && end - at <= kLongestBody && belongs(text[end]) && text[end] != u'号'; ++end)
    if (text[end] != u' ') units += text[end];
  if (unit_at(text, end) != u'号') return std::nullopt;
  std::size_t digits = units.size();
  while (digits > 0 && is_digit(units[digits - 1])) --digits;
  Body body{units.substr(0, digits), units.substr(digits), end + 1};
  while (body.serial.size() > 1 && body.serial.front() == u'0') body.serial.erase(0, 1);
  if (body.serial.empty()) return std::nullopt;
  if (body.court.ends_with(u'第')) body.court.pop_back();
  if (body.court.ends_with(u'字')) body.court.pop_back();
  return body;
}

/// 之一 behind 号.
std::string read_part(std::u16string_view text, std::uint32_t& end) {
  if (unit_at(text, end) != u'之') return "";
  const auto number = read_whole(text, end + 1);
  if (!number) return "";
  end = number->end;
  return fmt::format("-{}", number->value);
}

}  // namespace

std::uint32_t read_case_number(std::u16string_view text, std::uint32_t at, std::vector<Form>& out) {
  const bool bracket = is_one_of(unit_at(text, at), kOpening);
  const auto year = read_year(text, bracket ? skip_blanks(text, at + 1) : at);
  if (!year) return at;
  std::uint32_t next = skip_blanks(text, year->end);
  if (bracket && unit_at(text, next) == u'年') next = skip_blanks(text, next + 1);
  if (bracket && !is_one_of(unit_at(text, next++), kClosing)) return at;
  if (!bracket && !is_one_of(unit_at(text, next), kCourtSigns)) return at;
  auto body = read_body(text, next);
  if (!body) return at;
  if (!bracket && body->court.find_first_of(kProcedures) == body->court.npos) return at;
  const std::string part = read_part(text, body->end);
  out.push_back({{at, body->end},
                 fmt::format("C{}:{}{}{}", year->value, to_utf8(body->court), to_utf8(body->serial), part),
                 true});
  return body->end;
}

}  // namespace leian::forms
