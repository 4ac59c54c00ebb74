/// Looking ahead in folded text: blanks, signs and numbers. Positions are units; every function is total.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace leian::forms {

/// 0 beyond the end.
inline char16_t unit_at(std::u16string_view text, std::uint32_t at) {
  return at < text.size() ? text[at] : u'\0';
}
inline std::uint32_t skip_blanks(std::u16string_view text, std::uint32_t at) {
  while (unit_at(text, at) == u' ') ++at;
  return at;
}
inline bool is_one_of(char16_t unit, std::u16string_view set) {
  return unit != 0 && set.find(unit) != set.npos;
}
inline bool is_digit(char16_t unit) { return unit >= u'0' && unit <= u'9'; }
/// 零 to 九, 十百千万亿, and the ways they are written on cheques.
bool is_han_numeral(char16_t unit);
inline bool is_numeral(char16_t unit) { return is_digit(unit) || is_han_numeral(unit); }

/// A number and where it ends.
struct Number {
  std::int64_t value = 0;
  std::uint32_t end = 0;
};

/// The whole number that the longest run of digits, or else of Chinese numerals, at `at` makes; a run of both
/// is none.
std::optional<Number> read_whole(std::u16string_view text, std::uint32_t at);
/// The amount, times 100, that the longest run of digits, numerals, points and thousands separators
/// makes: 3.5万.
std::optional<Number> read_hundredths(std::u16string_view text, std::uint32_t at);
/// Exactly four digits, or four Chinese ones read one by one: 2017, 二〇一七.
std::optional<Number> read_year(std::u16string_view text, std::uint32_t at);
/// Where the run of digits, numerals, points and separators ends that no number was read from.
std::uint32_t end_of_numerals(std::u16string_view text, std::uint32_t at);

}  // namespace leian::forms
