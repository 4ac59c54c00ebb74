#include "query/consistency/fact_numbers.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <optional>
#include <set>
#include <span>

#include "corpora/documents/pattern.hpp"
#include "corpora/text/numerals.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::query {
namespace {

/// A number in digits or Chinese numerals: group 1 of each pattern.
const std::u16string kNumber = u"(\\d+(?:,\\s?\\d{3})*(?:\\.\\d+)?|[零一二两三四五六七八九十百千]+)";
const std::u16string kYuan = u"\\s?(?:多|余|几)?\\s?(亿|百万|十万|万|千|百)?\\s?(?:多|余)?\\s?(?:元|圆|块钱)";

struct Unit {
  std::u16string_view name;
  double times;
};
constexpr std::array<Unit, 6> kMoneyUnits{
    {{u"亿", 1e8}, {u"百万", 1e6}, {u"十万", 1e5}, {u"万", 1e4}, {u"千", 1e3}, {u"百", 1e2}}};
constexpr std::array<Unit, 5> kWeights{
    {{u"千克", 1e3}, {u"公斤", 1e3}, {u"kg", 1e3}, {u"毫克", 1e-3}, {u"mg", 1e-3}}};

double times_of(std::u16string_view unit, std::span<const Unit> units) {
  for (const Unit& one : units)
    if (one.name == unit) return one.times;
  return 1;
}

std::optional<double> value_of(const std::u16string& digits) {
  std::string plain;
  std::u32string numeral;
  for (const char16_t unit : digits) {
    numeral += unit;
    if (unit < 0x80 && unit != u',' && unit != u' ') plain += static_cast<char>(unit);
  }
  if (!plain.empty()) return std::strtod(plain.c_str(), nullptr);
  const auto number = parse_numeral(fold_numerals(encode_utf8(numeral)));
  return number ? std::optional(static_cast<double>(*number)) : std::nullopt;
}

/// Calls visit(match) for every match.
void for_each(const leian::Pattern& pattern, std::u16string_view text,
              const std::function<void(const leian::Pattern::Match&)>& visit) {
  for (std::size_t from = 0; from < text.size();) {
    const auto match = pattern.find(text, from);
    if (!match) return;
    visit(*match);
    from = std::max(match->end, from + 1);
  }
}

struct Reading {
  double least, below;  ///< least included, below not
};

/// Values of group 1 times the unit in group 2, those within reason.
std::vector<double> read_all(const leian::Pattern& pattern, std::u16string_view text,
                             std::span<const Unit> units, Reading within) {
  std::vector<double> values;
  for_each(pattern, text, [&](const leian::Pattern::Match& match) {
    const auto value = value_of(match.groups[1]);
    if (!value) return;
    const double scaled = *value * (match.groups.size() > 2 ? times_of(match.groups[2], units) : 1);
    if (scaled >= within.least && scaled < within.below) values.push_back(scaled);
  });
  return values;
}

constexpr Reading kMoney{1e-9, 1e11}, kGrams{1e-9, 1e7}, kAlcohol{20, 600}, kTimes{1e-9, 500};

const leian::Pattern& money_pattern() {
  static const leian::Pattern pattern = leian::Pattern::made_of(kNumber + kYuan);
  return pattern;
}

std::size_t distinct(const leian::Pattern& pattern, std::u16string_view text, std::size_t group) {
  std::set<std::u16string> found;
  for_each(pattern, text, [&](const leian::Pattern::Match& match) { found.insert(match.groups[group]); });
  return found.size();
}

}  // namespace

FactNumbers numbers_in_fact(std::u16string_view folded) {
  static const leian::Pattern value = leian::Pattern::made_of(
      u"(?:价值|共计|合计|总计|数额|金额|总价|共|损失)[^,。;]{0,12}?" + kNumber + kYuan);
  static const leian::Pattern grams =
      leian::Pattern::made_of(kNumber + u"\\s?(?:多|余)?\\s?(千克|公斤|毫克|克|kg|mg(?!/)|g(?![a-z]))");
  static const leian::Pattern alcohol = leian::Pattern::made_of(
      kNumber +
      u"\\s?(?:mg|毫克|㎎)\\s?(?:[/∕每]|\\s)?\\s?(?:1\\s?[0o]{2}|l00|百|100)?\\s?(?:m[l1]|毫升|㎖)");
  static const leian::Pattern times = leian::Pattern::made_of(kNumber + u"(?:余)?\\s?(?:次|起|宗|笔)");
  FactNumbers numbers;
  numbers.money = read_all(money_pattern(), folded, kMoneyUnits, kMoney);
  numbers.values = read_all(value, folded, kMoneyUnits, kMoney);
  numbers.grams = read_all(grams, folded, kWeights, kGrams);
  numbers.alcohol = read_all(alcohol, folded, {}, kAlcohol);
  numbers.times = read_all(times, folded, {}, kTimes);
  return numbers;
}

std::size_t distinct_items(std::u16string_view folded) {
  static const leian::Pattern pattern =
      leian::Pattern::made_of(u"(?:^|[。;:\\n ])\\s?[(]?(\\d{1,2}|[一二三四五六七八九十]{1,3})[、.)]");
  return distinct(pattern, folded, 1);
}

std::size_t distinct_days(std::u16string_view folded) {
  static const leian::Pattern pattern =
      leian::Pattern::made_of(u"\\d{1,2}月\\d{1,2}日|同年\\d{1,2}月|次日|同日|当日");
  return distinct(pattern, folded, 0);
}

std::size_t distinct_defendants(std::u16string_view folded) {
  static const leian::Pattern pattern = leian::Pattern::made_of(u"被告人([\\u4e00-\\u9fff]{2,3})");
  return distinct(pattern, folded, 1);
}

std::size_t distinct_victims(std::u16string_view folded) {
  static const leian::Pattern pattern = leian::Pattern::made_of(u"被害(?:人|单位)([\\u4e00-\\u9fff]{2})");
  return distinct(pattern, folded, 1);
}

int latest_year(std::u16string_view folded) {
  static const leian::Pattern pattern = leian::Pattern::made_of(u"(20[01]\\d)年");
  int latest = 0;
  for_each(pattern, folded, [&](const leian::Pattern::Match& match) {
    if (const auto year = value_of(match.groups[1])) latest = std::max(latest, static_cast<int>(*year));
  });
  return latest;
}

}  // namespace leian::query
