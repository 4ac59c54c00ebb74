/// How sheets write things: cell references, number formats, dates as serial numbers. Threads: pure
/// functions. Source: ECMA-376 part 1, 18.3.1 (cells), 18.8.30 (number formats), 18.17.4 (dates).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace leian {

/// A cell's place, both from 1.
struct CellPlace {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};

/// "AB12", with or without $; nothing for anything else or beyond what a sheet may have.
std::optional<CellPlace> parse_place(std::string_view reference);

/// First and last cell, both included.
struct CellRange {
  CellPlace first;
  CellPlace last;
};
/// "A1:C3" or a single cell.
std::optional<CellRange> parse_range(std::string_view reference);

/// How a number is meant.
struct NumberFormat {
  bool moment = false;      ///< a date, a time or both
  std::uint8_t digits = 0;  ///< "00000": leading zeros up to so many digits; 0: none
};

/// One of the formats that need no definition, the Chinese ones among them (27 to 36, 50 to 58).
NumberFormat builtin_format(std::int64_t id);
/// By its code: "yyyy年m月d日", "[$-804]aaaa", "0.00" … Durations ([h]:mm) are numbers.
NumberFormat read_format(std::string_view code);

/// 43524.4757 as "2019-02-28 11:25:00"; a whole day without time, less than a day without date. Nothing for
/// what is no day of the calendar in use. `since_1904`: the other of the two calendars.
std::optional<std::string> moment_of_serial(double serial, bool since_1904);

/// A number as it was typed: 188006, 0.1, 1e-7. As JSON takes it. Nothing for what is no number.
std::optional<std::string> plain_number(std::string_view text);

/// Written _x000D_ where a character cannot stand in XML.
std::string unescape_cell(std::string text);

}  // namespace leian
