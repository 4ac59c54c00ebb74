#include "api/cli/console.hpp"

#include <unicode/uchar.h>

#include <algorithm>

#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kErrorCharacters = 2000;

std::size_t width_of(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  const auto category = u_charType(point);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  const int east_asian = u_getIntPropertyValue(point, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_FULLWIDTH || east_asian == U_EA_WIDE ? 2 : 1;
}

/// Line breaks and other controls as spaces, so that a value cannot move the cursor.
std::string on_one_line(std::string_view text) { return excerpt(text, text.size()); }

}  // namespace

std::size_t display_width(std::string_view utf8) {
  std::size_t width = 0;
  for (std::size_t at = 0; at < utf8.size();) width += width_of(next_point(utf8, at));
  return width;
}

std::string padded(std::string_view text, std::size_t width, bool right) {
  const std::size_t used = display_width(text);
  const std::string room(used < width ? width - used : 0, ' ');
  return right ? room + std::string(text) : std::string(text) + room;
}

std::string shortened(std::string_view text, std::size_t width) {
  const std::string line = on_one_line(text);
  if (display_width(line) <= width) return line;
  std::size_t used = 1;  // the ellipsis
  std::size_t end = 0;
  for (std::size_t at = 0; at < line.size(); end = at) {
    used += width_of(next_point(line, at));
    if (used > width) break;
  }
  return line.substr(0, end) + "…";
}

std::string marked(const query::Snippet& snippet, bool terminal) {
  const std::string_view text = snippet.text;
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : snippet.marks) {
    out += on_one_line(text.substr(at, begin - at));
    out += terminal ? "\x1b[1m" : "【";
    out += on_one_line(text.substr(begin, end - begin));
    out += terminal ? "\x1b[0m" : "】";
    at = end;
  }
  return out + on_one_line(text.substr(at));
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

std::string aligned(const std::vector<std::vector<std::string>>& rows, const std::vector<std::size_t>& right,
                    std::string_view indent) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
  }
  std::string out;
  for (const auto& row : rows) {
    std::string line(indent);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool to_right = std::find(right.begin(), right.end(), i) != right.end();
      line += padded(row[i], widths[i], to_right) + (i + 1 < row.size() ? "  " : "");
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line + '\n';
  }
  return out;
}

std::string error_line(const Error& error) {
  std::string line = fmt::format("leian: {} ({}).", error.what.zh, error.what.en);
  if (!error.hint.empty()) line += fmt::format(" 提示：{} ({}).", error.hint.zh, error.hint.en);
  return excerpt(line, kErrorCharacters);
}

}  // namespace leian::api
