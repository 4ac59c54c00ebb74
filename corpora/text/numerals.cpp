#include "corpora/text/numerals.hpp"

#include <algorithm>
#include <array>

#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
constexpr std::u32string_view kVariants = U"〇○壹贰貳弐叁參陆陸肆伍柒捌玖拾佰仟萬億两兩";
constexpr std::u32string_view kPlain = U"零零一二二二三三六六四五七八九十百千万亿二二";
static_assert(kVariants.size() == kPlain.size());

struct Unit {
  char32_t character;
  std::int64_t value;
  std::int64_t limit;  ///< what stands before it is smaller than this (35百 is no number)
};
constexpr std::array kUnits{Unit{U'亿', 100'000'000, INT64_MAX}, Unit{U'万', 10'000, INT64_MAX},
                            Unit{U'千', 1'000, 10}, Unit{U'百', 100, 10}, Unit{U'十', 10, 10}};

std::optional<std::int64_t> times(std::int64_t a, std::int64_t b) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
  return product;
}

std::optional<int> digit(char32_t c) {
  if (c >= U'0' && c <= U'9') return static_cast<int>(c - U'0');
  const auto at = kDigits.find(c);
  return at == kDigits.npos ? std::nullopt : std::optional<int>(static_cast<int>(at));
}

/// Takes the commas of 1,234,567 out; nothing where one stands elsewhere.
std::optional<std::u32string> without_separators(std::u32string_view whole) {
  std::u32string digits;
  const auto first = whole.find(U',');
  if (first == whole.npos) return std::u32string(whole);
  if (first == 0 || first > 3) return std::nullopt;
  for (std::size_t i = 0; i < whole.size(); ++i) {
    const bool due = i >= first && (i - first) % 4 == 0;
    if (due != (whole[i] == U',')) return std::nullopt;
    if (!due) digits += whole[i];
  }
  if ((whole.size() - first) % 4 != 0) return std::nullopt;
  return digits;
}

/// Digits alone: 30,000.50, 二〇一七, 三点五.
std::optional<std::int64_t> parse_digits(std::u32string_view text, std::int64_t scale) {
  const auto point = text.find_first_of(U".点");
  const auto whole = without_separators(text.substr(0, point));
  std::u32string_view decimals = point == text.npos ? U"" : text.substr(point + 1);
  if (!whole || whole->empty() || (point != text.npos && decimals.empty())) return std::nullopt;
  const bool arabic = whole->front() <= U'9';

  std::int64_t value = 0;
  const auto add = [&](char32_t c) {
    const auto d = digit(c);
    return d && (c <= U'9') == arabic && !__builtin_mul_overflow(value, 10, &value) &&
           !__builtin_add_overflow(value, *d, &value);
  };
  if (!std::all_of(whole->begin(), whole->end(), add)) return std::nullopt;
  while (!decimals.empty() && digit(decimals.back()) == 0) decimals.remove_suffix(1);
  for (const char32_t c : decimals) {
    if (scale % 10 != 0 || !add(c)) return std::nullopt;
    scale /= 10;
  }
  return times(value, scale);
}

std::optional<std::int64_t> parse_below(std::u32string_view text, std::int64_t scale, std::size_t largest);

/// What follows `unit`: nothing, 零五百, 五千, or a lone digit that means tenths of the unit.
std::optional<std::int64_t> parse_rest(std::u32string_view text, std::int64_t scale, std::size_t unit) {
  if (text.empty()) return 0;
  if (text.size() == 1) {
    const auto lone = digit(text[0]);
    return lone && *lone > 0 ? times(*lone * (kUnits[unit].value / 10), scale) : std::nullopt;
  }
  const auto start = text.find_first_not_of(U'零');
  if (start == text.npos) return std::nullopt;
  return parse_below(text.substr(start), scale, unit + 1);
}

/// A number whose largest unit is kUnits[largest]: what stands before the unit times the unit, and the rest.
std::optional<std::int64_t> parse_below(std::u32string_view text, std::int64_t scale, std::size_t largest) {
  for (std::size_t u = largest; u < kUnits.size(); ++u) {
    const Unit& unit = kUnits[u];
    const auto at = text.rfind(unit.character);
    if (at == text.npos) continue;
    const auto unit_scale = times(unit.value, scale);
    if (!unit_scale) return std::nullopt;
    const auto before = text.substr(0, at);
    const auto high =
        before.empty() && unit.character == U'十' ? unit_scale : parse_below(before, *unit_scale, u + 1);
    const auto low = parse_rest(text.substr(at + 1), scale, u);
    if (!high || !low || *high == 0 || *low >= *unit_scale) return std::nullopt;
    if (*high / *unit_scale >= unit.limit) return std::nullopt;
    if (*high % *unit_scale != 0 && *low != 0) return std::nullopt;  // 1.5万5千
    std::int64_t sum = 0;
    return __builtin_add_overflow(*high, *low, &sum) ? std::nullopt : std::optional(sum);
  }
  return parse_digits(text, scale);
}

}  // namespace

std::u32string fold_numerals(std::string_view utf8) {
  std::u32string folded;
  folded.reserve(utf8.size());
  for (std::size_t at = 0; at < utf8.size();) {
    char32_t c = next_point(utf8, at);
    if (c >= U'！' && c <= U'～') c -= U'！' - U'!';
    if (c == U'\u3000' || c == U'\u00A0') c = U' ';
    if (c == U'￥') c = U'¥';
    if (const auto variant = kVariants.find(c); variant != kVariants.npos) c = kPlain[variant];
    if (c == U'廿')
      folded += U"二十";
    else if (c == U'卅')
      folded += U"三十";
    else
      folded += c;
  }
  return folded;
}

std::optional<std::int64_t> parse_numeral(std::u32string_view text, std::int64_t scale) {
  return parse_below(text, scale, 0);
}

}  // namespace leian
