#include <fmt/format.h>

#include <array>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/analysis/forms/readers.hpp"
#include "indexer/analysis/forms/scan.hpp"

namespace leian::forms {
namespace {

constexpr std::array kCurrencies{
    std::u16string_view(u"美元"),   std::u16string_view(u"港元"), std::u16string_view(u"港币"),
    std::u16string_view(u"欧元"),   std::u16string_view(u"日元"), std::u16string_view(u"英镑"),
    std::u16string_view(u"澳元"),   std::u16string_view(u"加元"), std::u16string_view(u"韩元"),
    std::u16string_view(u"新台币"), std::u16string_view(u"卢布"), std::u16string_view(u"泰铢")};
constexpr std::u16string_view kPrefix = u"人民币";
/// Behind 元 these make other words: 一元化, 三元区 …
constexpr std::u16string_view kNotYuan = u"化论素旦宵月首老帅件次区里桥";
/// Below it 块 counts pieces.
constexpr std::int64_t kLeastPieces = 100 * 100;

bool stands(std::u16string_view text, std::uint32_t at, std::u16string_view word) {
  return at <= text.size() && text.substr(at, word.size()) == word;
}

/// A digit and its unit, in fen: 5角, 五分. Nothing else may follow that digit.
std::optional<Number> read_small(std::u16string_view text, std::uint32_t at, char16_t unit,
                                 std::int64_t fen) {
  const auto number = read_whole(text, at);
  if (!number || number->value > 9 || unit_at(text, number->end) != unit) return std::nullopt;
  return Number{number->value * fen, number->end + 1};
}

/// What may stand behind 元: 角 and 分, 整, 人民币.
Number read_behind(std::u16string_view text, Number amount) {
  if (const auto jiao = read_small(text, amount.end, u'角', 10))
    amount = {amount.value + jiao->value, jiao->end};
  if (const auto fen = read_small(text, amount.end, u'分', 1)) amount = {amount.value + fen->value, fen->end};
  if (is_one_of(unit_at(text, amount.end), u"整正")) ++amount.end;
  return amount;
}

/// The unit behind a number: 元, 圆, 块钱, or nothing.
std::optional<Number> read_unit(std::u16string_view text, const Number& number) {
  const std::uint32_t at = skip_blanks(text, number.end);
  const char16_t unit = unit_at(text, at);
  if (is_one_of(unit, u"元圆") && !is_one_of(unit_at(text, at + 1), kNotYuan)) {
    const std::uint32_t end = at + (unit_at(text, at + 1) == u'钱' ? 2 : 1);
    return read_behind(text, {number.value, end});
  }
  if (unit != u'块') return std::nullopt;
  if (unit_at(text, at + 1) == u'钱') return Number{number.value, at + 2};
  return number.value >= kLeastPieces ? std::optional(Number{number.value, at + 1}) : std::nullopt;
}

/// Where the amount begins once 人民币 before it is taken in.
std::uint32_t begin_with_prefix(std::u16string_view text, std::uint32_t at) {
  std::uint32_t end = at;
  while (end > 0 && is_one_of(text[end - 1], u" ¥:")) --end;
  const auto size = static_cast<std::uint32_t>(kPrefix.size());
  if (end >= size && text.substr(end - size, size) == kPrefix) return end - size;
  return at > 0 && text[at - 1] == u'¥' ? at - 1 : at;
}

}  // namespace

std::uint32_t read_amount(std::u16string_view text, std::uint32_t at, std::vector<Form>& out) {
  const bool sign = unit_at(text, at) == u'¥';
  const std::uint32_t from = sign ? skip_blanks(text, at + 1) : at;
  const auto number = read_hundredths(text, from);
  if (!number) return at;
  const std::uint32_t behind = skip_blanks(text, number->end);
  for (const std::u16string_view currency : kCurrencies)
    if (stands(text, behind, currency)) {
      const auto end = static_cast<std::uint32_t>(behind + currency.size());
      out.push_back({{from, end}, fmt::format("M{}{}", number->value, to_utf8(currency)), true});
      return end;
    }
  auto amount = read_unit(text, *number);
  if (!amount && sign) amount = number;
  if (!amount) return at;
  const std::string key = fmt::format("M{}", amount->value);
  const std::uint32_t begin = begin_with_prefix(text, from);
  out.push_back({{begin, amount->end}, key, true});
  if (begin != from) out.push_back({{from, amount->end}, key});
  return amount->end;
}

}  // namespace leian::forms
