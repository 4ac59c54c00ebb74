#include "corpora/readers/sheet_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <limits>

#include "corpora/readers/limits.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr double kLastSerial = 2'958'466;  ///< behind 9999-12-31
constexpr double kSecondsOfDay = 86'400;

std::string date_text(std::int64_t days_since_1970) {
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(days_since_1970))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::optional<double> parse_double(std::string_view text) {
  double value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The character that the escape at `at` stands for, or nothing.
std::optional<char32_t> escaped_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kLength = 7;  // _xHHHH_
  if (text.size() - at < kLength || text[at + 1] != 'x' || text[at + kLength - 1] != '_') return std::nullopt;
  char32_t value = 0;
  for (std::size_t i = at + 2; i < at + kLength - 1; ++i) {
    const int digit = hex_digit(text[i]);
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

}  // namespace

std::optional<CellPlace> parse_place(std::string_view reference) {
  CellPlace place;
  std::size_t at = 0;
  const auto skip_dollar = [&] { at += at < reference.size() && reference[at] == '$'; };
  skip_dollar();
  for (; at < reference.size() && std::isalpha(static_cast<unsigned char>(reference[at])) != 0; ++at) {
    place.column = place.column * 26 + static_cast<std::uint32_t>(std::toupper(reference[at]) - 'A' + 1);
    if (place.column > kMaxSheetColumns) return std::nullopt;
  }
  skip_dollar();
  const auto [end, fault] =
      std::from_chars(reference.data() + at, reference.data() + reference.size(), place.row);
  if (fault != std::errc() || end != reference.data() + reference.size()) return std::nullopt;
  if (place.column == 0 || place.row == 0 || place.row > kMaxSheetRows) return std::nullopt;
  return place;
}

std::optional<CellRange> parse_range(std::string_view reference) {
  const auto colon = reference.find(':');
  const auto first = parse_place(reference.substr(0, colon));
  const auto last = colon == reference.npos ? first : parse_place(reference.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return CellRange{*first, *last};
}

NumberFormat builtin_format(std::int64_t id) {
  const bool moment =
      (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
  return {moment && id != 46, 0};  // 46 is [h]:mm:ss
}

NumberFormat read_format(std::string_view code) {
  NumberFormat format;
  bool zeros = !code.empty();
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    const char c = code[i];
    zeros = zeros && c == '0';
    if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '[') {
      const auto close = std::min(code.find(']', i), code.size());
      const char unit = i + 1 < close ? code[i + 1] : '\0';
      // [h], [mm], [ss]: how long something took
      if (code.substr(i + 1, close - i - 1).find_first_not_of("hHmMsS") == code.npos && unit != '\0')
        return {};
      i = close;
    } else if (c == 'G' || c == 'g') {
      if (code.substr(i, 7) == "General") i += 6;
    } else if (std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) {
      format.moment = true;
    }
  }
  if (zeros && code.size() > 1)
    format.digits = static_cast<std::uint8_t>(std::min<std::size_t>(code.size(), 32));
  return format;
}

std::optional<std::string> moment_of_serial(double serial, bool since_1904) {
  constexpr std::int64_t kDay1900 = -25'569, kDay1904 = -24'107;  // serial 0 of each, counted from 1970
  constexpr double kFalseLeapDay = 60;  // 29 February 1900, a day that only spreadsheets know
  if (!(serial >= 0) || serial >= kLastSerial) return std::nullopt;
  auto days = static_cast<std::int64_t>(std::floor(serial));
  auto seconds =
      static_cast<std::int64_t>(std::llround((serial - static_cast<double>(days)) * kSecondsOfDay));
  if (seconds == static_cast<std::int64_t>(kSecondsOfDay)) {
    ++days;
    seconds = 0;
  }
  const std::string time = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (days == 0) return time;
  if (!since_1904 && static_cast<double>(days) == kFalseLeapDay) return std::nullopt;
  const bool before_leap_day = !since_1904 && static_cast<double>(days) < kFalseLeapDay;
  const std::string date = date_text(days + (since_1904 ? kDay1904 : kDay1900) + (before_leap_day ? 1 : 0));
  return seconds == 0 ? date : date + ' ' + time;
}

std::optional<std::string> plain_number(std::string_view text) {
  const auto value = parse_double(text);
  if (!value) return std::nullopt;
  constexpr double kExact = 9'007'199'254'740'992;  // 2^53
  if (*value == std::floor(*value) && std::abs(*value) <= kExact)
    return fmt::format("{}", static_cast<std::int64_t>(*value));
  return fmt::format("{}", *value);
}

std::string unescape_cell(std::string text) {
  std::size_t at = text.find("_x");
  if (at == text.npos) return text;
  std::string plain = text.substr(0, at);
  while (at < text.size()) {
    const auto point = text[at] == '_' ? escaped_at(text, at) : std::nullopt;
    if (!point) {
      plain += text[at++];
      continue;
    }
    append_utf8(plain, *point >= 0xD800 && *point < 0xE000 ? kReplacement : *point);
    at += 7;
  }
  return plain;
}

}  // namespace leian
