#include "indexer/extract/penalties.hpp"

#include <algorithm>
#include <array>

#include "indexer/analysis/forms/scan.hpp"
#include "indexer/extract/text.hpp"

namespace leian::extract {
namespace {

using forms::is_numeral;
using forms::is_one_of;
using forms::skip_blanks;
using forms::unit_at;
using View = std::u16string_view;

constexpr std::int64_t kLongestYears = 50;
constexpr std::int64_t kLongestMonths = 600;
constexpr std::int64_t kMostFen = 9'000'000'000'000'000;
constexpr View kYuan = u"人民币";

bool stands(View text, std::uint32_t at, View word) {
  return at <= text.size() && text.substr(at, word.size()) == word;
}

/// Where months begin behind years: 零, 又 and 另 passed over.
std::uint32_t behind_years(View text, std::uint32_t at) {
  at = skip_blanks(text, at);
  while (is_one_of(unit_at(text, at), u"零又另") || (unit_at(text, at) == u'〇')) ++at;
  return skip_blanks(text, at);
}

std::optional<Term> read_months(View text, std::uint32_t at) {
  const auto number = forms::read_whole(text, at);
  if (!number || number->value < 1 || number->value > kLongestMonths) return std::nullopt;
  std::uint32_t end = skip_blanks(text, number->end);
  if (is_one_of(unit_at(text, end), u"个個")) ++end;
  if (unit_at(text, end) != u'月') return std::nullopt;
  // 2017年3月: a month of the calendar has no 个.
  return Term{static_cast<int>(number->value), end + 1};
}

struct Kind {
  View word;
  std::string_view type;
  bool has_term = false;
};
/// Longer words before those they begin with.
constexpr std::array kKinds{Kind{u"有期徒刑", "有期徒刑", true},
                            Kind{u"无期徒刑", "无期徒刑"},
                            Kind{u"死刑", "死刑"},
                            Kind{u"拘役", "拘役", true},
                            Kind{u"管制", "管制", true},
                            Kind{u"免予刑事处罚", "免予刑事处罚"},
                            Kind{u"免于刑事处罚", "免予刑事处罚"},
                            Kind{u"免除刑事处罚", "免予刑事处罚"},
                            Kind{u"免除处罚", "免予刑事处罚"},
                            Kind{u"免予处罚", "免予刑事处罚"}};
constexpr std::string_view kFine = "罚金";

/// Reads the penalties of one sentence from front to back.
class PenaltyReader {
 public:
  PenaltyReader(View text, Span within) : text_(text.substr(0, within.end)), at_(within.begin) {}

  std::optional<Penalty> read() {
    for (; at_ < text_.size(); ++at_)
      if (read_main() || read_probation() || read_fine()) --at_;  // stands behind what was read
    if (penalty_.words.end == 0) return std::nullopt;
    if (penalty_.type.empty()) penalty_.type = kFine;
    return penalty_;
  }

 private:
  void take(std::uint32_t begin, std::uint32_t end) {
    if (penalty_.words.end == 0) penalty_.words.begin = begin;
    penalty_.words.end = std::max(penalty_.words.end, end);
    at_ = end;
  }

  bool read_main() {
    for (const Kind& kind : kKinds) {
      if (!stands(text_, at_, kind.word)) continue;
      const std::uint32_t begin = at_;
      auto end = static_cast<std::uint32_t>(at_ + kind.word.size());
      const auto term = kind.has_term ? term_behind(end) : std::nullopt;
      if (kind.has_term && !term) return false;  // 有期徒刑 of which no length is said
      if (term) end = term->end;
      take(begin, end);
      if (!penalty_.type.empty()) return true;
      penalty_.type = kind.type;
      penalty_.term = {begin, end};
      if (term) penalty_.months = term->months;
      return true;
    }
    return false;
  }

  /// The term behind its word, 为 and a colon between them passed over.
  std::optional<Term> term_behind(std::uint32_t at) const {
    at = skip_blanks(text_, at);
    while (is_one_of(unit_at(text_, at), u"为:,刑期")) ++at;
    return read_term(text_, skip_blanks(text_, at));
  }

  bool read_probation() {
    if (!stands(text_, at_, u"缓刑")) return false;
    const std::uint32_t begin = at_;
    std::uint32_t behind = begin + 2;
    if (stands(text_, behind, u"考验期")) behind += 3;
    const auto term = term_behind(behind);
    if (!term) return false;
    take(begin, term->end);
    penalty_.probation = true;
    if (!penalty_.probation_months) {
      penalty_.probation_months = term->months;
      penalty_.probation_words = {begin, term->end};
    }
    return true;
  }

  bool read_fine() {
    if (!stands(text_, at_, u"罚金")) return false;
    const std::uint32_t begin = at_;
    std::uint32_t from = begin + 2;
    while (is_one_of(unit_at(text_, from), u" :,为计各共")) ++from;
    const auto amount = read_money(text_, from);
    if (!amount) return false;
    take(begin, amount->words.end);
    if (!penalty_.fine) penalty_.fine = amount->fen;
    return true;
  }

  View text_;
  std::uint32_t at_;
  Penalty penalty_;
};

struct Scaled {
  std::int64_t fen = 0;
  bool about = false;
  std::uint32_t end = 0;
};

/// 余, 多 and 左右 between a number and its unit, and 万 or 亿 behind them: 10余万.
std::optional<Scaled> read_about(View text, const forms::Number& number) {
  Scaled scaled{number.value, false, skip_blanks(text, number.end)};
  if (is_one_of(unit_at(text, scaled.end), u"余多")) {
    scaled.about = true;
    ++scaled.end;
    const char16_t unit = unit_at(text, scaled.end);
    const std::int64_t factor = unit == u'万' ? 10'000 : unit == u'亿' ? 100'000'000 : 1;
    if (factor > 1) ++scaled.end;
    if (scaled.fen > kMostFen / factor) return std::nullopt;
    scaled.fen *= factor;
  }
  scaled.end = skip_blanks(text, scaled.end);
  return scaled;
}

}  // namespace

std::optional<Term> read_term(View text, std::uint32_t at) {
  const auto number = forms::read_whole(text, at);
  if (!number) return std::nullopt;
  const std::uint32_t unit = skip_blanks(text, number->end);
  if (unit_at(text, unit) != u'年') return read_months(text, at);
  if (number->value < 1 || number->value > kLongestYears) return std::nullopt;
  Term term{static_cast<int>(number->value) * 12, unit + 1};
  if (unit_at(text, term.end) == u'半') return Term{term.months + 6, term.end + 1};
  if (const auto months = read_months(text, behind_years(text, term.end)); months && months->months < 12)
    return Term{term.months + months->months, months->end};
  return term;
}

std::optional<Amount> read_money(View text, std::uint32_t at) {
  const std::uint32_t begin = at;
  if (stands(text, at, kYuan)) at += static_cast<std::uint32_t>(kYuan.size());
  while (is_one_of(unit_at(text, at), u" :¥")) ++at;
  const bool sign = at > begin && text[at - 1] == u'¥';
  const auto number = forms::read_hundredths(text, at);
  if (!number) return std::nullopt;
  auto scaled = read_about(text, *number);
  if (!scaled || scaled->fen > kMostFen) return std::nullopt;
  Amount amount{Fen{scaled->fen}, scaled->about, {begin, scaled->end}};
  const char16_t unit = unit_at(text, scaled->end);
  if (is_one_of(unit, u"元圆")) {
    amount.words.end = scaled->end + 1;
    if (is_one_of(unit_at(text, amount.words.end), u"余多")) amount.about = true, ++amount.words.end;
    if (is_one_of(unit_at(text, amount.words.end), u"整正")) ++amount.words.end;
  } else if (sign || stands(text, begin, kYuan)) {
    amount.words.end = number->end;
  } else {
    return std::nullopt;
  }
  return amount;
}

std::optional<Amount> next_money(View text, std::uint32_t at, std::uint32_t end) {
  text = text.substr(0, end);
  while (at < text.size()) {
    if (stands(text, at, kYuan) || is_numeral(text[at]) || text[at] == u'¥') {
      if (const auto amount = read_money(text, at)) return amount;
      at = is_numeral(text[at]) ? std::max(forms::end_of_numerals(text, at), at + 1) : at + 1;
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

std::optional<Penalty> read_penalty(View text, Span within) { return PenaltyReader(text, within).read(); }

}  // namespace leian::extract
