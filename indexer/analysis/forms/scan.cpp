#include "indexer/analysis/forms/scan.hpp"

#include <algorithm>
#include <string>

#include "corpora/text/numerals.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::forms {
namespace {

constexpr std::u16string_view kHanDigits = u"零〇○一二三四五六七八九两壹贰叁参肆伍陆柒捌玖";
constexpr std::u16string_view kHanUnits = u"十百千万亿拾佰仟廿卅";
/// No number in a text that means something is longer.
constexpr std::uint32_t kLongestNumber = 40;

/// The number that a stretch of text makes, in its one spelling.
std::optional<std::int64_t> parse(std::u16string_view text, std::int64_t scale) {
  std::string utf8;
  for (const char16_t unit : text) append_utf8(utf8, unit);
  return parse_numeral(fold_numerals(utf8), scale);
}

template <class Belongs>
std::uint32_t end_of(std::u16string_view text, std::uint32_t at, const Belongs& belongs) {
  while (at < text.size() && belongs(text[at])) ++at;
  return at;
}

}  // namespace

bool is_han_numeral(char16_t unit) { return is_one_of(unit, kHanDigits) || is_one_of(unit, kHanUnits); }

std::optional<Number> read_whole(std::u16string_view text, std::uint32_t at) {
  const bool arabic = is_digit(unit_at(text, at));
  const std::uint32_t end = end_of(text, at, arabic ? is_digit : is_han_numeral);
  if (end == at || end - at > kLongestNumber || is_numeral(unit_at(text, end))) return std::nullopt;
  const auto value = parse(text.substr(at, end - at), 1);
  return value ? std::optional(Number{*value, end}) : std::nullopt;
}

std::uint32_t end_of_numerals(std::u16string_view text, std::uint32_t at) {
  for (;;) {
    at = end_of(text, at, is_numeral);
    // A point or comma belongs to the number where digits stand on both sides.
    if (!is_one_of(unit_at(text, at), u".,") || at == 0 || !is_digit(text[at - 1]) ||
        !is_digit(unit_at(text, at + 1)))
      return at;
    ++at;
  }
}

std::optional<Number> read_hundredths(std::u16string_view text, std::uint32_t at) {
  std::uint32_t end = end_of_numerals(text, at);
  std::u16string digits(text.substr(at, end - at));
  // 3 万: a blank parts the digits from their unit.
  if (end > at && is_digit(text[end - 1]) && unit_at(text, end) == u' ' &&
      is_one_of(unit_at(text, end + 1), u"万亿")) {
    const std::uint32_t unit = end + 1;
    end = end_of_numerals(text, unit);
    digits += text.substr(unit, end - unit);
  }
  if (end == at || end - at > kLongestNumber) return std::nullopt;
  const auto value = parse(digits, 100);
  return value ? std::optional(Number{*value, end}) : std::nullopt;
}

std::optional<Number> read_year(std::u16string_view text, std::uint32_t at) {
  constexpr std::uint32_t kDigits = 4;
  if (at + kDigits > text.size()) return std::nullopt;
  const auto digits = text.substr(at, kDigits);
  const bool arabic = std::all_of(digits.begin(), digits.end(), is_digit);
  const bool han =
      std::all_of(digits.begin(), digits.end(), [](char16_t u) { return is_one_of(u, kHanDigits); });
  if ((!arabic && !han) || is_numeral(unit_at(text, at + kDigits))) return std::nullopt;
  const auto value = parse(digits, 1);
  if (!value || *value < 1000) return std::nullopt;
  return Number{*value, at + kDigits};
}

}  // namespace leian::forms
