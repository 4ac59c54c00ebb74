#include "corpora/synthetic/story_value.hpp"

#include <fmt/format.h>

#include <array>

#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

/// The characters a number is written with, plain or as capitals.
struct Numerals {
  std::array<std::string_view, 10> digits;
  std::array<std::string_view, 4> units;  ///< of thousands, hundreds, tens, ones
};
constexpr Numerals kPlain{{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
                          {"千", "百", "十", ""}};
constexpr Numerals kCapital{{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
                            {"仟", "佰", "拾", ""}};

/// 1 to 9999
void append_section(std::string& text, std::int64_t value, const Numerals& numerals) {
  const std::size_t start = text.size();
  bool gap = false;
  for (std::int64_t unit = 0, worth = 1000; unit < 4; ++unit, worth /= 10) {
    const auto digit = static_cast<std::size_t>(value / worth % 10);
    if (digit != 0) {
      if (gap) text += numerals.digits[0];
      text.append(numerals.digits[digit]).append(numerals.units[static_cast<std::size_t>(unit)]);
    }
    gap = digit == 0 && text.size() > start;
  }
}

void append_whole(std::string& text, std::int64_t value, const Numerals& numerals) {
  for (const auto& [unit, name] : {std::pair(100'000'000LL, "亿"), std::pair(10'000LL, "万")}) {
    if (value < unit) continue;
    append_whole(text, value / unit, numerals);
    text += name;
    value %= unit;
    if (value == 0) return;
    if (value < unit / 10) text += numerals.digits[0];
  }
  append_section(text, value, numerals);
}

std::string with_separators(std::int64_t value) {
  if (value < 1'000) return std::to_string(value);
  return with_separators(value / 1'000) + fmt::format(",{:03}", value % 1'000);
}

std::string in_wan(Fen amount) {
  constexpr std::int64_t kShown = 1'0000;  // 万 with at most two decimals: 100 yuan
  if (amount.fen < 100 * 10'000 || amount.fen % kShown != 0) return to_string(amount) + "元";
  return to_string(Fen{amount.fen / 10'000}) + "万元";
}

std::string mixed(Fen amount) {
  switch (amount.fen / 100 % 7) {
    case 1:
      return in_capitals(amount);
    case 2:
      return amount.fen % 100 == 0 ? with_separators(amount.fen / 100) + "元" : to_string(amount) + "元";
    case 3:
    case 4:
      return to_string(amount) + "元";
    default:
      return in_wan(amount);
  }
}

std::string term(std::int64_t months) {
  std::string text;
  if (months >= 12) text += in_characters(months / 12) + "年";
  if (months % 12 != 0) text += in_characters(months % 12) + "个月";
  return text;
}

std::string seat(const ListedCode& code) {
  const auto path = code.list->path_to(code.entry->code);
  const bool district = code.entry->label.ends_with("区") && path.size() > 1;
  return (district ? path[path.size() - 2]->label : "") + code.entry->label;
}

std::string full_label(const ListedCode& code) {
  std::string text;
  const auto path = code.list->path_to(code.entry->code);
  for (std::size_t i = path.size() > 1 ? 1 : 0; i < path.size(); ++i) text += path[i]->label;
  return text;
}

/// The first character: no story makes two-character surnames.
std::string family_name(const std::string& name) {
  std::size_t end = 0;
  if (!name.empty()) next_point(name, end);
  return name.substr(0, end);
}

std::string short_label(const std::string& label) {
  constexpr std::size_t kCharacter = 3;  // bytes of a Chinese character
  const bool longer = label.size() > 2 * kCharacter;
  for (const std::string_view rank : {"市", "区", "县"})
    if (longer && label.ends_with(rank)) return label.substr(0, label.size() - kCharacter);
  return label;
}

struct Appender {
  std::string& text;
  ValueForm form;

  void operator()(const std::string& words) const {
    if (form == ValueForm::Masked)
      text.append(family_name(words)).append("某");
    else
      text += form == ValueForm::Family ? family_name(words) : words;
  }

  void operator()(std::int64_t number) const {
    if (form == ValueForm::Cn)
      text += in_characters(number);
    else if (form == ValueForm::Term)
      text += term(number);
    else
      text += std::to_string(number);
  }

  void operator()(Fen amount) const {
    switch (form) {
      case ValueForm::Cn:
        text += to_string(amount) + "元";
        break;
      case ValueForm::Wan:
        text += in_wan(amount);
        break;
      case ValueForm::Capital:
        text += in_capitals(amount);
        break;
      case ValueForm::Mixed:
        text += mixed(amount);
        break;
      default:
        text += to_string(amount);
    }
  }

  void operator()(Date date) const {
    switch (form) {
      case ValueForm::Cn:
        text += fmt::format("{}年{}月{}日", date.year(), date.month(), date.day());
        break;
      case ValueForm::Month:
        text += fmt::format("{}年{}月", date.year(), date.month());
        break;
      case ValueForm::MonthDay:
        text += fmt::format("{}月{}日", date.month(), date.day());
        break;
      case ValueForm::Year:
        text += std::to_string(date.year());
        break;
      default:
        text += to_string(date);
    }
  }

  void operator()(DateTime moment) const {
    if (form == ValueForm::Plain) {
      text += to_string(moment);
      return;
    }
    (*this)(moment.date());
    if (form == ValueForm::Cn)
      text += fmt::format("{}时许", (moment.seconds - DateTime::at(moment.date()).seconds) / 3600);
  }

  void operator()(const ListedCode& code) const {
    switch (form) {
      case ValueForm::Label:
        text += code.entry->label;
        break;
      case ValueForm::Short:
        text += short_label(code.entry->label);
        break;
      case ValueForm::Full:
        text += full_label(code);
        break;
      case ValueForm::Seat:
        text += seat(code);
        break;
      case ValueForm::Court:
        text += code.entry->code.substr(2, 4);
        break;
      default:
        text += code.entry->code;
    }
  }
};

}  // namespace

std::optional<ValueForm> form_named(std::string_view name) {
  struct Row {
    std::string_view name;
    ValueForm form;
  };
  constexpr Row kForms[] = {
      Row{"cn", ValueForm::Cn},          {"month", ValueForm::Month}, {"year", ValueForm::Year},
      {"monthday", ValueForm::MonthDay}, {"wan", ValueForm::Wan},     {"capital", ValueForm::Capital},
      {"mixed", ValueForm::Mixed},       {"term", ValueForm::Term},   {"label", ValueForm::Label},
      {"full", ValueForm::Full},         {"seat", ValueForm::Seat},   {"court", ValueForm::Court},
      {"masked", ValueForm::Masked},     {"short", ValueForm::Short}, {"family", ValueForm::Family}};
  for (const auto& [known, form] : kForms)
    if (known == name) return form;
  return std::nullopt;
}

void append(std::string& text, const StoryValue& value, ValueForm form) {
  std::visit(Appender{text, form}, value);
}

std::string in_capitals(Fen amount) {
  const std::int64_t yuan = amount.fen / 100;
  const auto jiao = static_cast<std::size_t>(amount.fen / 10 % 10);
  const auto fen = static_cast<std::size_t>(amount.fen % 10);
  std::string text;
  if (yuan > 0) {
    append_whole(text, yuan, kCapital);
    text += "元";
  }
  if (jiao == 0 && fen == 0) return yuan > 0 ? text + "整" : "零元整";
  if (jiao > 0)
    text.append(kCapital.digits[jiao]).append("角");
  else if (yuan > 0)
    text += kCapital.digits[0];
  if (fen > 0) text.append(kCapital.digits[fen]).append("分");
  return text;
}

std::string in_characters(std::int64_t number) {
  std::string text;
  if (number == 0) return std::string(kPlain.digits[0]);
  append_section(text, number, kPlain);
  if (number >= 10 && number < 20) text.erase(0, kPlain.digits[1].size());  // 十三, not 一十三
  return text;
}

}  // namespace leian
