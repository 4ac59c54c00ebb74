/// A line of CSV for spreadsheets (RFC 4180). A text that a spreadsheet would take for a formula gets an
/// apostrophe before it. Threads: pure functions.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leian::api {

/// By which spreadsheets know that a CSV file is UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::string csv_quoted(std::string text);
/// The cells, quoted where they must be, with commas between and CRLF behind.
std::string csv_line(const std::vector<std::string>& cells);

}  // namespace leian::api
