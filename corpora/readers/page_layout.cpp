#include "corpora/readers/page_layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "corpora/readers/page_lines.hpp"
#include "corpora/readers/text_builder.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

/// How far a column of lines reaches; a page may have several.
struct Column {
  double left = 0;
  double right = 0;
};

bool overlap(const PageLine& line, const Column& column) {
  return line.left < column.right && column.left < line.right;
}

/// Where the lines of a column begin and end, judged by those around line `which`, on the pages beside its
/// own too. The left edge is the furthest left at which two lines or more begin, the right one that of the
/// longest; lines that begin somewhere else altogether belong to another column.
Column column_of(const std::vector<PageLine>& lines, std::size_t which) {
  constexpr std::size_t kReach = 60;
  constexpr double kNear = 6;  // times the height of a line
  const PageLine& line = lines[which];
  const std::size_t from = which > kReach ? which - kReach : 0;
  const std::size_t to = std::min(lines.size(), which + kReach);
  Column column{line.left, line.right};
  std::map<double, int> lefts;
  for (std::size_t i = from; i < to; ++i) {
    if (!overlap(lines[i], {line.left, line.right})) continue;
    const bool near = std::abs(lines[i].left - line.left) < kNear * std::max(line.height, 1.0);
    if (near) ++lefts[std::round(lines[i].left / 2)];
    if (near || lines[i].left < line.left) column.right = std::max(column.right, lines[i].right);
  }
  const auto usual =
      std::find_if(lefts.begin(), lefts.end(), [](const auto& left) { return left.second > 1; });
  if (usual != lefts.end()) column.left = std::min(column.left, 2 * usual->first);
  return column;
}

bool ascii_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char32_t last_point(const std::string& text) {
  const auto points =
      decode_utf8(std::string_view(text).substr(text.size() - std::min<std::size_t>(text.size(), 8)));
  return points.empty() ? U'\0' : points.back();
}

char32_t first_point(std::string_view text) {
  std::size_t at = 0;
  return text.empty() ? U'\0' : next_point(text, at);
}

bool ends_sentence(const std::string& text) {
  constexpr std::u32string_view kEnds = U"。！？；：”」』）)!?;:.…";
  return kEnds.find(last_point(text)) != kEnds.npos;
}

/// Puts a line behind what there is of its paragraph.
void join(std::string& paragraph, const std::string& line) {
  const char32_t last = last_point(paragraph), first = first_point(line);
  const bool hyphen = last == U'-' && first >= 'a' && first <= 'z' && paragraph.size() > 1 &&
                      ascii_letter(static_cast<unsigned char>(paragraph[paragraph.size() - 2]));
  if (hyphen)
    paragraph.pop_back();
  else if (!is_wide(last) && !is_wide(first) && last != 0)
    paragraph += ' ';
  paragraph += line;
}

/// From the top of one line to that of the next within a paragraph, by the height of the lines: the smallest
/// distance that is usual. Single lines may well be more frequent than long paragraphs.
class LinePitch {
 public:
  explicit LinePitch(const std::vector<PageLine>& lines) {
    for (std::size_t i = 1; i < lines.size(); ++i)
      if (below(lines[i - 1], lines[i])) {
        auto& of_height = counts_[key(lines[i].height)];
        ++of_height.all;
        ++of_height.pitches[key(lines[i].top - lines[i - 1].top)];
      }
  }

  /// Nothing where too little is known.
  std::optional<double> of(double height) const {
    const auto found = counts_.find(key(height));
    if (found == counts_.end()) return std::nullopt;
    for (const auto& [pitch, count] : found->second.pitches)
      if (count >= 3 && count * 20 >= found->second.all) return static_cast<double>(pitch);
    return std::nullopt;
  }

  static bool below(const PageLine& before, const PageLine& line) {
    return before.page == line.page && line.top > before.top && overlap(line, {before.left, before.right}) &&
           std::abs(before.height - line.height) < 1;
  }

 private:
  struct Counts {
    int all = 0;
    std::map<long, int> pitches;
  };
  static long key(double length) { return std::lround(std::clamp(length, -1e6, 1e6)); }
  std::map<long, Counts> counts_;
};

class Paragraphs {
 public:
  explicit Paragraphs(const std::vector<PageLine>& lines) : lines_(lines), pitch_(lines) {}

  std::string text() {
    std::string text, paragraph;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i > 0 && begins(i)) (text += std::exchange(paragraph, {})) += '\n';
      join(paragraph, lines_[i].text);
    }
    return paragraph.empty() ? text : text + paragraph + '\n';
  }

 private:
  /// Whether a paragraph begins with line `i`.
  bool begins(std::size_t i) const {
    const PageLine& before = lines_[i - 1];
    const PageLine& line = lines_[i];
    if (line.cells || before.cells) return true;
    const double size = std::max(line.height, 1.0);
    if (std::abs(before.height - line.height) > 0.25 * std::max(before.height, line.height)) return true;
    const Column column = column_of(lines_, i);
    if (line.left > column.left + 1.2 * size) return true;  // indented
    const Column column_before = column_of(lines_, i - 1);
    // It ended before its column does: by much where it ended within a sentence, which lines seldom do at a
    // paragraph's end.
    const double short_by = ends_sentence(before.text) ? 1.9 : 3.5;
    if (before.right < column_before.right - short_by * size) return true;
    if (!LinePitch::below(before, line)) return false;
    constexpr double kWider = 1.35;
    const double pitch = pitch_.of(line.height).value_or(2 * size);
    return line.top - before.top > kWider * pitch;  // space between
  }

  const std::vector<PageLine>& lines_;
  LinePitch pitch_;
};

}  // namespace

RunningText running_text(const std::vector<Page>& pages) {
  RunningText result;
  std::vector<PageLine> lines;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (pages[i].words.empty()) result.empty_pages.push_back(static_cast<std::uint32_t>(i + 1));
    for (PageLine& line : lines_of(pages[i])) {
      line.page = i;
      lines.push_back(std::move(line));
    }
  }
  result.margins = take_out_margins(lines, pages);
  result.text = Paragraphs(lines).text();
  return result;
}

}  // namespace leian
