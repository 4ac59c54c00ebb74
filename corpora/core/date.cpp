#include "corpora/core/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "corpora/text/numerals.hpp"

namespace leian {
namespace {

constexpr std::int64_t kMinute = 60;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kLocalZone = 8 * kHour;

std::chrono::year_month_day civil(Date date) { return std::chrono::sys_days(std::chrono::days(date.days)); }

Date day_of(std::chrono::sys_days days) {
  return {static_cast<std::int32_t>(days.time_since_epoch().count())};
}

/// Years 1 to 9999. Told by the day: a zone can carry a moment past either end.
bool in_range(Date date) {
  constexpr Date kFirst{-719'162};
  constexpr Date kLast{2'932'896};
  return date >= kFirst && date <= kLast;
}

/// Reads folded text from the left; a step that fails leaves the cursor where it was.
class Cursor {
 public:
  explicit Cursor(std::u32string_view text) : text_(text) {}

  bool end() {
    skip_spaces();
    return text_.empty();
  }

  bool take(std::u32string_view any_of) {
    if (text_.empty() || any_of.find(text_.front()) == any_of.npos) return false;
    last_ = text_.front();
    text_.remove_prefix(1);
    return true;
  }

  char32_t last() const { return last_; }

  /// A run of `shortest` to `longest` Latin digits, all of the run.
  std::optional<int> digits(std::size_t shortest, std::size_t longest) {
    return run(U"0123456789", shortest, longest);
  }

  /// Latin digits, or a Chinese number of `shortest` to `longest_chinese` characters.
  std::optional<int> number(std::size_t shortest, std::size_t longest_latin, std::size_t longest_chinese) {
    if (const auto latin = digits(shortest, longest_latin)) return latin;
    return run(U"零一二三四五六七八九十", shortest, longest_chinese);
  }

  void skip_spaces() { text_.remove_prefix(std::min(text_.find_first_not_of(U" \t\r\n"), text_.size())); }

 private:
  std::optional<int> run(std::u32string_view alphabet, std::size_t shortest, std::size_t longest) {
    const auto length = std::min(text_.find_first_not_of(alphabet), text_.size());
    if (length < shortest || length > longest) return std::nullopt;
    const auto value = parse_numeral(without_zeros(text_.substr(0, length)));
    if (!value) return std::nullopt;
    text_.remove_prefix(length);
    return static_cast<int>(*value);
  }

  /// 零九月 is 九月, 零 stays.
  static std::u32string_view without_zeros(std::u32string_view text) {
    while (text.size() > 1 && text.front() == U'零') text.remove_prefix(1);
    return text;
  }

  std::u32string_view text_;
  char32_t last_ = 0;
};

/// 20170930
std::optional<Date> take_compact(Cursor& in) {
  const auto all = in.digits(8, 8);
  return all ? Date::of(*all / 10'000, *all / 100 % 100, *all % 100) : std::nullopt;
}

/// 2017-09-30 and its like, 2017年9月30日
std::optional<Date> take_separated(Cursor& in) {
  const auto year = in.number(4, 4, 4);
  in.skip_spaces();
  if (!year || !in.take(U"-/.年")) return std::nullopt;
  const bool chinese = in.last() == U'年';
  const std::u32string separator(1, chinese ? U'月' : in.last());
  in.skip_spaces();
  const auto month = in.number(1, 2, chinese ? 3 : 0);
  in.skip_spaces();
  if (!month || !in.take(separator)) return std::nullopt;
  in.skip_spaces();
  const auto day = in.number(1, 2, chinese ? 3 : 0);
  in.skip_spaces();
  if (!day || (chinese && !in.take(U"日号號"))) return std::nullopt;
  return Date::of(*year, *month, *day);
}

/// One part of a time with its unit behind it (5分); 0 where it is left out, nothing where it is not closed
/// by the unit.
std::optional<int> take_part(Cursor& in, std::u32string_view unit) {
  if (in.end()) return 0;
  const auto value = in.number(1, 2, 3);
  if (!value) return 0;
  return in.take(unit) ? value : std::nullopt;
}

/// 9:05, 09:05:30.250, 9时5分30秒, 9点整: seconds since midnight.
std::optional<std::int64_t> take_time(Cursor& in) {
  const auto hour = in.number(1, 2, 3);
  if (!hour || !in.take(U":时時点點")) return std::nullopt;
  std::optional<int> minute;
  std::optional<int> second = 0;
  if (in.last() == U':') {
    minute = in.digits(1, 2);
    if (in.take(U":")) second = in.digits(1, 2);
    if (second && in.take(U".") && !in.digits(1, 9)) return std::nullopt;
  } else {
    minute = take_part(in, U"分");
    second = take_part(in, U"秒");
    in.take(U"整");
  }
  if (!minute || !second || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return *hour * kHour + *minute * kMinute + *second;
}

/// Z, +08:00, -0530, +08: seconds east of Greenwich; UTC+8 where none is named.
std::optional<std::int64_t> take_zone(Cursor& in) {
  if (in.end()) return kLocalZone;
  if (in.take(U"Zz")) return 0;
  if (!in.take(U"+-−")) return std::nullopt;
  const std::int64_t sign = in.last() == U'+' ? 1 : -1;
  if (const auto both = in.digits(4, 4)) return sign * (*both / 100 * kHour + *both % 100 * kMinute);
  const auto hours = in.digits(1, 2);
  const auto minutes = in.take(U":") ? in.digits(2, 2) : 0;
  if (!hours || !minutes || *hours > 14 || *minutes > 59) return std::nullopt;
  return sign * (*hours * kHour + *minutes * kMinute);
}

/// Whole months of a year.
std::optional<DateRange> span_of(int year, int first_month, int last_month) {
  const auto from = Date::of(year, first_month, 1);
  if (!from) return std::nullopt;
  const auto first = civil(*Date::of(year, last_month, 1));
  const auto last = std::chrono::sys_days(first.year() / first.month() / std::chrono::last);
  return DateRange{*from, day_of(last)};
}

/// What follows the year of a period: -Q1, 第一季度, -03, 3月.
std::optional<DateRange> take_part_of_year(Cursor& in, int year) {
  const bool chinese = in.last() == U'年';
  in.skip_spaces();
  if (in.take(chinese ? U"第" : U"Qq")) {
    const auto quarter = in.number(1, 1, 1);
    const bool named = !chinese || (in.take(U"季") && in.take(U"度"));
    if (!quarter || *quarter < 1 || *quarter > 4 || !named) return std::nullopt;
    return span_of(year, *quarter * 3 - 2, *quarter * 3);
  }
  const auto month = in.number(1, 2, chinese ? 3 : 0);
  in.skip_spaces();
  if (!month || (chinese && !in.take(U"月"))) return std::nullopt;
  return span_of(year, *month, *month);
}

}  // namespace

std::optional<Date> Date::of(int year, int month, int day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return std::nullopt;
  const auto date = std::chrono::year(year) / month / day;
  return date.ok() ? std::optional(day_of(date)) : std::nullopt;
}

int Date::year() const { return static_cast<int>(civil(*this).year()); }
int Date::month() const { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

Date DateTime::date() const {
  const std::int64_t below = seconds % kDay < 0 ? 1 : 0;
  return {static_cast<std::int32_t>(seconds / kDay - below)};
}

DateTime DateTime::at(Date date, int hour, int minute, int second) {
  return {date.days * kDay + hour * kHour + minute * kMinute + second};
}

std::optional<Date> parse_date(std::string_view text) {
  const auto moment = parse_datetime(text);
  return moment ? std::optional(moment->date()) : std::nullopt;
}

std::optional<DateTime> parse_datetime(std::string_view text) {
  const std::u32string folded = fold_numerals(text);
  Cursor in(folded);
  in.skip_spaces();
  auto date = take_compact(in);
  if (!date) date = take_separated(in);
  if (!date) return std::nullopt;
  const DateTime midnight = DateTime::at(*date);
  if (in.end()) return midnight;
  in.take(U"Tt");
  const auto time = take_time(in);
  const auto zone = time ? take_zone(in) : std::nullopt;
  if (!zone || !in.end()) return std::nullopt;
  const DateTime moment{midnight.seconds + *time + kLocalZone - *zone};
  return in_range(moment.date()) ? std::optional(moment) : std::nullopt;
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year(), date.month(), date.day());
}

std::string to_string(DateTime moment) {
  const std::int64_t time = moment.seconds - DateTime::at(moment.date()).seconds;
  return fmt::format("{}T{:02}:{:02}:{:02}+08:00", to_string(moment.date()), time / kHour,
                     time % kHour / kMinute, time % kMinute);
}

std::optional<DateRange> parse_period(std::string_view text) {
  if (const auto day = parse_date(text)) return DateRange{*day, *day};
  const std::u32string folded = fold_numerals(text);
  Cursor in(folded);
  in.skip_spaces();
  const auto year = in.number(4, 4, 4);
  if (!year) return std::nullopt;
  if (in.end()) return span_of(*year, 1, 12);
  if (!in.take(U"-/.年")) return std::nullopt;
  if (in.last() == U'年' && in.end()) return span_of(*year, 1, 12);
  const auto range = take_part_of_year(in, *year);
  return in.end() ? range : std::nullopt;
}

}  // namespace leian
