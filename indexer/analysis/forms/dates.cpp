#include <fmt/format.h>

#include "corpora/core/date.hpp"
#include "indexer/analysis/forms/readers.hpp"
#include "indexer/analysis/forms/scan.hpp"

namespace leian::forms {
namespace {

/// The parts of a date and where they stand; a part that is missing is 0.
struct Parts {
  std::int64_t year = 0, month = 0, day = 0;
  std::uint32_t begin = 0;  ///< of the year, or the month where there is none
  std::uint32_t year_end = 0, month_begin = 0, month_end = 0, end = 0;
};

/// A number from 1 to `most` and the sign behind it, blanks between them passed over.
std::optional<Number> read_counted(std::u16string_view text, std::uint32_t at, std::int64_t most,
                                   std::u16string_view signs) {
  const auto number = read_whole(text, skip_blanks(text, at));
  if (!number || number->value < 1 || number->value > most) return std::nullopt;
  const std::uint32_t sign = skip_blanks(text, number->end);
  if (!is_one_of(unit_at(text, sign), signs)) return std::nullopt;
  return Number{number->value, sign + 1};
}

void read_month_and_day(std::u16string_view text, std::uint32_t at, Parts& parts) {
  const auto month = read_counted(text, at, 12, u"月");
  if (!month) return;
  parts.month = month->value;
  parts.month_begin = skip_blanks(text, at);
  parts.end = parts.month_end = month->end;
  if (const auto day = read_counted(text, month->end, 31, u"日号")) {
    parts.day = day->value;
    parts.end = day->end;
  }
}

/// Two digits or one, and no more.
std::optional<Number> read_short(std::u16string_view text, std::uint32_t at) {
  const auto number = read_whole(text, at);
  return number && is_digit(text[at]) && number->end - at <= 2 ? number : std::nullopt;
}

/// 2017-09-30, 2017/9/30, 2017.9.30; 2017-09.
void read_signed(std::u16string_view text, const Number& year, Parts& parts) {
  const char16_t sign = unit_at(text, year.end);
  if (!is_digit(text[year.end - 1]) || !is_one_of(sign, u"-/.")) return;
  const auto month = read_short(text, year.end + 1);
  if (!month || month->value < 1 || month->value > 12) return;
  const bool goes_on = unit_at(text, month->end) == sign;
  const auto day = goes_on ? read_short(text, month->end + 1) : std::nullopt;
  if (!day && (goes_on || sign != u'-' || month->end - year.end != 3)) return;
  parts = {year.value, month->value, 0, parts.begin, year.end, year.end + 1, month->end, month->end};
  if (day) {
    parts.day = day->value;
    parts.end = day->end;
  }
}

std::string month_key(const Parts& parts) { return fmt::format("D{}-{:02}", parts.year, parts.month); }
std::string day_of_year_key(const Parts& parts) {
  return fmt::format("D--{:02}-{:02}", parts.month, parts.day);
}

void add_forms(const Parts& parts, std::vector<Form>& out) {
  const Span whole{parts.begin, parts.end};
  if (parts.year == 0) {
    out.push_back({whole, day_of_year_key(parts), true});
    return;
  }
  if (parts.day > 0) {
    out.push_back({whole, fmt::format("D{}-{:02}-{:02}", parts.year, parts.month, parts.day), true});
    out.push_back({{parts.month_begin, parts.end}, day_of_year_key(parts)});
  }
  if (parts.month > 0) out.push_back({{parts.begin, parts.month_end}, month_key(parts), parts.day == 0});
  out.push_back({{parts.begin, parts.year_end}, fmt::format("D{}", parts.year), parts.month == 0});
}

}  // namespace

std::uint32_t read_date(std::u16string_view text, std::uint32_t at, std::vector<Form>& out) {
  Parts parts;
  parts.begin = at;
  if (const auto year = read_year(text, at)) {
    const std::uint32_t sign = skip_blanks(text, year->end);
    if (unit_at(text, sign) == u'年') {
      parts.year = year->value;
      parts.end = parts.year_end = sign + 1;
      read_month_and_day(text, parts.end, parts);
    } else {
      read_signed(text, *year, parts);
    }
  } else {
    read_month_and_day(text, at, parts);
    if (parts.day == 0) return at;
  }
  if (parts.end == 0) return at;
  // 2016 stands for the years of which nothing is known: 29 February is a day.
  constexpr int kLeapYear = 2016;
  const int year = parts.year > 0 ? static_cast<int>(parts.year) : kLeapYear;
  if (parts.day > 0 && !Date::of(year, static_cast<int>(parts.month), static_cast<int>(parts.day))) return at;
  add_forms(parts, out);
  return parts.end;
}

}  // namespace leian::forms
