#include "corpora/calendar/working_days.hpp"

#include <algorithm>
#include <charconv>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/record/document.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr int kMaxSpanDays = 60;
constexpr std::string_view kYearsNote = "#years";

std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  for (std::size_t begin = 0; begin <= line.size();) {
    const auto end = std::min(line.find('\t', begin), line.size());
    cells.push_back(line.substr(begin, end - begin));
    begin = end + 1;
  }
  return cells;
}

std::int64_t floor_divide(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

/// Days from Monday 1969-12-29, the week's first day before 1970-01-01.
constexpr std::int64_t kMondayOffset = 3;

bool is_weekday(std::int64_t day) {
  const std::int64_t monday_based = day + kMondayOffset;
  return monday_based - 7 * floor_divide(monday_based, 7) < 5;
}

std::int64_t weekdays_before(std::int64_t day) {
  const std::int64_t monday_based = day + kMondayOffset;
  const std::int64_t week = floor_divide(monday_based, 7);
  return 5 * week + std::min<std::int64_t>(monday_based - 7 * week, 5);
}

Unexpected line_fault(std::string_view origin, std::size_t line, const Text& reason) {
  return Unexpected(Error{ErrorCode::BadInput, say_because(Msg::CalendarLine, reason, origin, line),
                          hint_for(Msg::CalendarLine)});
}

std::optional<int> year_of(std::string_view text) {
  int year = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), year);
  if (failure != std::errc() || end != text.data() + text.size() || year < 1 || year > 9999)
    return std::nullopt;
  return year;
}

}  // namespace

Result<Holidays> Holidays::load(const std::filesystem::path& path) {
  LEIAN_TRY(const std::string text, read_small_file(path.string()));
  return parse(text, path.string());
}

Result<Holidays> Holidays::load() { return load(data_folder() / "calendars" / "cn.tsv"); }

Result<Holidays> Holidays::parse(std::string_view text, std::string_view origin) {
  Holidays table;
  std::size_t number = 0;
  bool header = true;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!valid_utf8(line)) return line_fault(origin, number, say(Msg::TextNotUtf8));
    if (line.starts_with(kYearsNote)) {
      const auto cells = cells_of(line);
      const auto first = cells.size() == 3 ? year_of(cells[1]) : std::nullopt;
      const auto last = cells.size() == 3 ? year_of(cells[2]) : std::nullopt;
      if (!first || !last || *last < *first) return line_fault(origin, number, say(Msg::CalendarYears));
      table.first_year_ = *first;
      table.last_year_ = *last;
    }
    if (line.empty() || line.starts_with('#')) continue;
    if (!std::exchange(header, false)) LEIAN_CHECK(table.add_line(line, origin, number));
  }
  if (table.last_year_ < table.first_year_) return line_fault(origin, number, say(Msg::CalendarYears));
  std::sort(table.exceptions_.begin(), table.exceptions_.end(),
            [](const Exception& a, const Exception& b) { return a.day < b.day; });
  int sum = 0;
  for (Exception& exception : table.exceptions_) exception.sum = sum += exception.sum;
  return table;
}

Result<void> Holidays::add_line(std::string_view line, std::string_view origin, std::size_t number) {
  const auto cells = cells_of(line);
  if (cells.size() != 4) return line_fault(origin, number, say(Msg::CalendarCells, cells.size()));
  const auto from = parse_date(cells[0]);
  const auto to = parse_date(cells[1]);
  if (!from || !to || *to < *from || to->days - from->days >= kMaxSpanDays)
    return line_fault(origin, number, say(Msg::CalendarSpan, cells[0], cells[1], kMaxSpanDays));
  if (cells[2] != "off" && cells[2] != "work")
    return line_fault(origin, number, say(Msg::CalendarWord, cells[2]));
  return add_span(*from, *to, cells[2] == "work", origin, number);
}

Result<void> Holidays::add_span(Date from, Date to, bool work, std::string_view origin, std::size_t line) {
  if (!knows(from, to)) return line_fault(origin, line, say(Msg::CalendarYears));
  for (std::int32_t day = from.days; day <= to.days; ++day) {
    for (const Exception& other : exceptions_)
      if (other.day == day) return line_fault(origin, line, say(Msg::CalendarTwice, to_string(Date{day})));
    // A day off that is a weekend anyway changes nothing, but a second entry for it is a mistake all the
    // same.
    const int gain = work == is_weekday(day) ? 0 : work ? 1 : -1;
    exceptions_.push_back({day, gain});
  }
  return {};
}

std::int64_t Holidays::worked_before(std::int64_t day) const {
  const auto behind = std::lower_bound(
      exceptions_.begin(), exceptions_.end(), day,
      [](const Exception& exception, std::int64_t wanted) { return exception.day < wanted; });
  return weekdays_before(day) + (behind == exceptions_.begin() ? 0 : std::prev(behind)->sum);
}

bool Holidays::is_working_day(Date date) const {
  return worked_before(std::int64_t{date.days} + 1) > worked_before(date.days);
}

int Holidays::working_days_between(Date from, Date to) const {
  return static_cast<int>(worked_before(std::int64_t{to.days} + 1) -
                          worked_before(std::int64_t{from.days} + 1));
}

Date Holidays::add_working_days(Date from, int n) const {
  if (n == 0) return from;
  // The last of the days worked: one below the first day before which that many have been worked.
  const std::int64_t wanted =
      n > 0 ? worked_before(std::int64_t{from.days} + 1) + n : worked_before(from.days) + n + 1;
  std::int64_t low = from.days - 4 * std::abs(std::int64_t{n}) - kMaxSpanDays * 2;
  std::int64_t high = from.days + 4 * std::abs(std::int64_t{n}) + kMaxSpanDays * 2;
  while (low < high) {
    const std::int64_t middle = floor_divide(low + high, 2);
    if (worked_before(middle + 1) >= wanted)
      high = middle;
    else
      low = middle + 1;
  }
  return {static_cast<std::int32_t>(low)};
}

Date Holidays::working_day_from(Date date) const {
  while (!is_working_day(date)) ++date.days;
  return date;
}

}  // namespace leian
