#include "corpora/text/utf8.hpp"

#include <unicode/utf8.h>

namespace leian {
namespace {

/// As next_point, but -1 for broken bytes, so that a well-formed U+FFFD is told from one.
UChar32 next_or_broken(std::string_view text, std::size_t& position) {
  UChar32 point = 0;
  const std::size_t size = text.size();
  U8_NEXT(text.data(), position, size, point);
  return point;
}

}  // namespace

char32_t next_point(std::string_view text, std::size_t& position) {
  const UChar32 point = next_or_broken(text, position);
  return point < 0 ? kReplacement : static_cast<char32_t>(point);
}

void append_utf8(std::string& text, char32_t point) {
  char bytes[U8_MAX_LENGTH];
  std::size_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, point);
  text.append(bytes, length);
}

std::u32string decode_utf8(std::string_view text) {
  std::u32string points;
  points.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) points += next_point(text, at);
  return points;
}

std::string encode_utf8(std::u32string_view points) {
  std::string text;
  text.reserve(points.size() * 3);
  for (const char32_t point : points) append_utf8(text, point);
  return text;
}

bool valid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();)
    if (next_or_broken(text, at) < 0) return false;
  return true;
}

std::string_view cut_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && U8_IS_TRAIL(text[end])) --end;
  return text.substr(0, end);
}

std::string excerpt(std::string_view text, std::size_t max_characters) {
  std::string shown;
  std::size_t at = 0;
  for (std::size_t n = 0; n < max_characters && at < text.size(); ++n) {
    const char32_t point = next_point(text, at);
    append_utf8(shown, point < U' ' || point == 0x7F ? U' ' : point);
  }
  if (at < text.size()) shown += "…";
  return shown;
}

}  // namespace leian
