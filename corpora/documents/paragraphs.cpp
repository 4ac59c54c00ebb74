#include "corpora/documents/paragraphs.hpp"

#include <algorithm>

#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

bool is_blank(char32_t c) {
  return c == U' ' || c == U'\r' || c == U'\f' || c == U'\v' || c == U'\u00A0' || c == U'\u3000' ||
         c == U'\uFEFF' || (c >= U'\u2000' && c <= U'\u200D') || c == U'\u202F' || c == U'\u2060';
}

char32_t folded_point(char32_t c) { return c >= U'！' && c <= U'～' ? c - U'！' + U'!' : c; }

bool is_ascii_word(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

void append_utf16(std::u16string& out, char32_t c) {
  if (c < 0x10000) {
    out += static_cast<char16_t>(c);
  } else {
    out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
    out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
  }
}

Paragraph fold(std::string_view text, std::size_t begin, std::size_t end) {
  Paragraph paragraph{begin, end, {}, {}};
  for (std::size_t at = begin; at < end;) {
    const auto from = static_cast<std::uint32_t>(at);
    const char32_t c = next_point(text, at);
    if (is_blank(c)) continue;
    append_utf16(paragraph.folded, folded_point(c));
    paragraph.source.resize(paragraph.folded.size(), from);
  }
  paragraph.source.push_back(static_cast<std::uint32_t>(end));
  return paragraph;
}

/// Calls `take` with every line's first byte and the byte behind its last.
template <class Take>
void each_line(std::string_view text, Take take) {
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    take(begin, end);
    begin = end + 1;
  }
}

/// A line's points without the blanks at both ends.
std::u32string trimmed(std::string_view line) {
  std::u32string points = decode_utf8(line);
  const auto blank = [](char32_t c) { return is_blank(c) || c == U'\t'; };
  while (!points.empty() && blank(points.back())) points.pop_back();
  std::size_t lead = 0;
  while (lead < points.size() && blank(points[lead])) ++lead;
  points.erase(0, lead);
  return points;
}

/// （一） and the like, which begin a line of their own.
bool is_item(const std::u32string& line) { return line.front() == U'（' || line.front() == U'('; }

/// Blanks only between two letters or digits, and there one.
std::u32string without_blanks(std::u32string_view line) {
  std::u32string out;
  bool waiting = false;
  for (const char32_t c : line) {
    if (is_blank(c) || c == U'\t') {
      waiting = true;
      continue;
    }
    if (waiting && !out.empty() && is_ascii_word(out.back()) && is_ascii_word(c)) out += U' ';
    waiting = false;
    out += c;
  }
  return out;
}

}  // namespace

std::vector<Paragraph> paragraphs_of(std::string_view text) {
  std::vector<Paragraph> paragraphs;
  each_line(text, [&](std::size_t begin, std::size_t end) {
    auto paragraph = fold(text, begin, end);
    if (paragraph.folded.find_first_not_of(u'\t') != std::u16string::npos)
      paragraphs.push_back(std::move(paragraph));
  });
  return paragraphs;
}

std::string trimmed_lines(std::string_view text) {
  std::string out;
  each_line(text, [&](std::size_t begin, std::size_t end) {
    const auto line = trimmed(text.substr(begin, end - begin));
    if (line.empty()) return;
    if (!out.empty()) out += '\n';
    out += encode_utf8(line);
  });
  return out;
}

std::string healed_lines(std::string_view text, std::u32string_view ends, std::size_t least) {
  std::u32string out;
  std::size_t last = 0;  // units of the line before
  each_line(text, [&](std::size_t begin, std::size_t end) {
    const auto line = without_blanks(trimmed(text.substr(begin, end - begin)));
    if (line.empty()) return;
    const bool goes_on = !out.empty() && last >= least && ends.find(out.back()) == ends.npos &&
                         !((out.back() == U'；' || out.back() == U';') && is_item(line));
    if (!out.empty() && !goes_on) out += U'\n';
    if (goes_on && is_ascii_word(out.back()) && is_ascii_word(line.front())) out += U' ';
    out += line;
    last = line.size();
  });
  return encode_utf8(out);
}

}  // namespace leian
