#include "corpora/core/money.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <initializer_list>

#include "corpora/text/numerals.hpp"

namespace leian {
namespace {

constexpr std::int64_t kFenPerYuan = 100;
constexpr std::int64_t kMaxFen = 9'000'000'000'000'000;

bool drop_prefix(std::u32string_view& text, std::initializer_list<std::u32string_view> any_of) {
  for (const auto prefix : any_of)
    if (text.substr(0, prefix.size()) == prefix) return text.remove_prefix(prefix.size()), true;
  return false;
}

bool drop_suffix(std::u32string_view& text, std::initializer_list<std::u32string_view> any_of) {
  for (const auto suffix : any_of)
    if (text.size() >= suffix.size() && text.substr(text.size() - suffix.size()) == suffix)
      return text.remove_suffix(suffix.size()), true;
  return false;
}

void trim(std::u32string_view& text) {
  constexpr std::u32string_view kSpace = U" \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
  text.remove_suffix(text.size() - (text.find_last_not_of(kSpace) + 1));
}

/// Takes out the spaces of 3 万 元, but not those between Latin characters, which part two numbers.
std::u32string join_spaced(std::u32string_view text) {
  std::u32string joined;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool parts = i > 0 && i + 1 < text.size() && text[i - 1] < U'\u0080' && text[i + 1] < U'\u0080';
    if (text[i] != U' ' || parts) joined += text[i];
  }
  return joined;
}

/// Behind 元: nothing, 零五分, 五角, 五角六分, or a lone digit that means 角 (三块五).
std::optional<std::int64_t> parse_change(std::u32string_view text) {
  std::int64_t fen = 0;
  const auto take = [&](char32_t unit, std::int64_t worth) {
    const auto at = text.find(unit);
    if (at == text.npos) return true;
    const auto digit = parse_numeral(text.substr(0, at));
    if (!digit || *digit > 9) return false;
    fen += *digit * worth;
    text.remove_prefix(at + 1);
    return true;
  };
  if (!take(U'角', 10)) return std::nullopt;
  drop_prefix(text, {U"零"});
  if (!take(U'分', 1)) return std::nullopt;
  if (text.size() == 1 && fen == 0)
    if (const auto jiao = parse_numeral(text)) return *jiao * 10;
  return text.empty() ? std::optional(fen) : std::nullopt;
}

/// An amount without sign, currency and 整.
std::optional<std::int64_t> parse_amount(std::u32string_view text) {
  const auto yuan = text.find_first_of(U"元圆圓块塊");
  if (yuan == text.npos) {
    if (text.find_first_of(U"角分") != text.npos) return parse_change(text);
    return parse_numeral(text, kFenPerYuan);
  }
  const auto before = text.substr(0, yuan);
  const auto behind = text.substr(yuan + 1);
  if (behind.empty() || behind == U"钱") return parse_numeral(before, kFenPerYuan);
  const auto whole = parse_numeral(before);
  const auto change = parse_change(behind);
  if (!whole || !change || *whole > kMaxFen / kFenPerYuan) return std::nullopt;
  return *whole * kFenPerYuan + *change;
}

}  // namespace

std::optional<Fen> parse_money(std::string_view utf8) {
  const std::u32string folded = join_spaced(fold_numerals(utf8));
  std::u32string_view text = folded;
  trim(text);
  const bool named = drop_prefix(text, {U"人民币", U"RMB", U"rmb", U"CNY"}) || drop_suffix(text, {U"人民币"});
  if (named) drop_prefix(text, {U":"});
  trim(text);
  bool negative = drop_prefix(text, {U"-", U"负", U"−"});
  drop_prefix(text, {U"¥"});
  if (!negative) negative = drop_prefix(text, {U"-"});
  drop_suffix(text, {U"整", U"正"});
  trim(text);
  const auto fen = parse_amount(text);
  if (!fen || *fen > kMaxFen) return std::nullopt;
  return Fen{negative ? -*fen : *fen};
}

std::string to_string(Fen amount) {
  const std::int64_t fen = std::abs(amount.fen);
  const std::int64_t cents = fen % kFenPerYuan;
  std::string text = fmt::format("{}{}", amount.fen < 0 ? "-" : "", fen / kFenPerYuan);
  if (cents % 10 != 0) return text + fmt::format(".{:02}", cents);
  return cents == 0 ? text : text + fmt::format(".{}", cents / 10);
}

}  // namespace leian
