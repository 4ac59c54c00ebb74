#include "api/export/csv_line.hpp"

#include <charconv>

namespace leian::api {
namespace {

/// What makes a spreadsheet take a text for a formula.
constexpr std::string_view kFormulaSigns = "=+-@\t\r";

/// -63 is a number to a spreadsheet too, and no formula.
bool is_number(std::string_view text) {
  double value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failure == std::errc() && end == text.data() + text.size();
}

}  // namespace

std::string csv_quoted(std::string text) {
  if (!text.empty() && kFormulaSigns.find(text.front()) != std::string_view::npos && !is_number(text))
    text.insert(0, 1, '\'');
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

std::string csv_line(const std::vector<std::string>& cells) {
  std::string line;
  for (std::size_t i = 0; i < cells.size(); ++i) (line += i == 0 ? "" : ",") += csv_quoted(cells[i]);
  return line + "\r\n";
}

}  // namespace leian::api
