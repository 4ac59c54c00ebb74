// From words to lines: rows of words, the gaps in them, and whether the gaps part columns or cells.
#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <tuple>

#include "corpora/readers/page_lines.hpp"
#include "corpora/readers/text_builder.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

/// Words that stand on one height, parted where the gaps are wide; left to right.
using PageRow = std::vector<PageLine>;

constexpr double kPartingGap = 1.5;  ///< in heights of the line: beyond, words do not belong together
constexpr double kCellGap = 2.5;     ///< beyond, they are cells
constexpr std::size_t kMinColumnRows = 4;

/// Whether a space stands between a line and the next word. Between Chinese characters only a wide gap is
/// one.
bool spaced(const PageLine& line, const PageWord& word, bool told) {
  const double gap = word.left - line.right;
  std::size_t first = 0;
  const bool wide = is_wide(next_point(word.text, first));
  return wide ? gap > (told ? 0.18 : 0.5) * line.height : told || gap > 0.15 * line.height;
}

PageLine line_of(const PageWord& word) {
  return {word.left, word.top, word.right, word.bottom, word.bottom - word.top, 0, false, word.text};
}

void append(PageLine& line, const PageWord& word, bool space) {
  if (space) line.text += ' ';
  line.text += word.text;
  line.right = std::max(line.right, word.right);
  line.top = std::min(line.top, word.top);
  line.bottom = std::max(line.bottom, word.bottom);
  line.height = std::max(line.height, word.bottom - word.top);
}

bool on_one_height(const PageWord& a, const PageWord& b) {
  const double shared = std::min(a.bottom, b.bottom) - std::max(a.top, b.top);
  return shared > 0.5 * std::min(a.bottom - a.top, b.bottom - b.top);
}

PageRow row_of(std::vector<PageWord>& words) {
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.left < b.left; });
  PageRow row;
  bool space = false;
  for (const PageWord& word : words) {
    if (row.empty() || word.left - row.back().right > kPartingGap * row.back().height)
      row.push_back(line_of(word));
    else
      append(row.back(), word, spaced(row.back(), word, space));
    space = word.space_after;
  }
  return row;
}

bool sane(const PageWord& word) {
  constexpr double kFurthest = 1e6;
  const auto inside = [](double at) { return std::abs(at) < kFurthest; };  // false for what is no number
  return inside(word.left) && inside(word.right) && inside(word.top) && inside(word.bottom);
}

std::vector<PageRow> rows_of(const Page& page) {
  std::vector<PageWord> words;
  std::copy_if(page.words.begin(), page.words.end(), std::back_inserter(words), sane);
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.top + a.bottom < b.top + b.bottom; });
  std::vector<PageRow> rows;
  std::vector<PageWord> together;
  for (PageWord& word : words) {
    if (!together.empty() && !on_one_height(together.front(), word)) {
      rows.push_back(row_of(together));
      together.clear();
    }
    together.push_back(std::move(word));
  }
  if (!together.empty()) rows.push_back(row_of(together));
  return rows;
}

/// An empty strip down a page.
struct Gutter {
  double left = 0;
  double right = 0;
};

/// What remains of the gutter beside this row: nothing where something stands in it.
std::optional<Gutter> narrowed(Gutter gutter, const PageRow& row) {
  for (const PageLine& line : row) {
    if (line.right <= gutter.left || line.left >= gutter.right) continue;
    const bool from_left = line.left<gutter.left, from_right = line.right> gutter.right;
    if (from_left == from_right) return std::nullopt;  // right across it, or within
    (from_left ? gutter.left : gutter.right) = from_left ? line.right : line.left;
  }
  const double height = row.front().height;
  if (gutter.right - gutter.left < std::max(height, 4.0)) return std::nullopt;
  return gutter;
}

/// The widest gap of a row.
std::optional<Gutter> gutter_of(const PageRow& row) {
  std::optional<Gutter> widest;
  for (std::size_t i = 1; i < row.size(); ++i)
    if (!widest || row[i].left - row[i - 1].right > widest->right - widest->left)
      widest = Gutter{row[i - 1].right, row[i].left};
  return widest;
}

/// Text that flows fills its column: most of its lines reach the edge that the longest reaches, and are long.
bool flows(const std::vector<PageLine>& lines) {
  constexpr double kMinHeights = 8;
  double right = 0;
  for (const PageLine& line : lines) right = std::max(right, line.right);
  const auto full = std::count_if(lines.begin(), lines.end(), [&](const PageLine& line) {
    return line.right > right - 2.5 * line.height && line.right - line.left > kMinHeights * line.height;
  });
  return lines.size() >= kMinColumnRows && static_cast<std::size_t>(full) * 10 >= lines.size() * 6;
}

/// A row as one line, its parts as cells where they stand far apart.
PageLine joined(const PageRow& row) {
  PageLine line = row.front();
  for (std::size_t i = 1; i < row.size(); ++i) {
    const bool cell = row[i].left - row[i - 1].right > kCellGap * line.height;
    line.cells = line.cells || cell;
    line.text += (cell ? "\t" : " ") + row[i].text;
    line.right = std::max(line.right, row[i].right);
    line.height = std::max(line.height, row[i].height);
  }
  return line;
}

/// Lines out of rows, column by column where there are columns.
class Reading {
 public:
  explicit Reading(std::vector<PageRow> rows) : rows_(std::move(rows)) {}

  std::vector<PageLine> lines() {
    for (std::size_t at = 0; at < rows_.size();) at = columns_from(at).value_or(at + 1);
    return std::move(lines_);
  }

 private:
  /// The row behind the columns that begin at row `at`; nothing, and the row taken by itself, where none do.
  std::optional<std::size_t> columns_from(std::size_t at) {
    const auto end = end_of_columns(at);
    if (end && split(at, *end)) return end;
    lines_.push_back(joined(rows_[at]));
    return std::nullopt;
  }

  std::optional<std::size_t> end_of_columns(std::size_t at) {
    auto gutter = gutter_of(rows_[at]);
    if (!gutter) return std::nullopt;
    std::size_t end = at;
    while (end < rows_.size()) {
      const auto less = narrowed(*gutter, rows_[end]);
      if (!less) break;
      gutter = less;
      ++end;
    }
    gutter_ = *gutter;
    return end - at < kMinColumnRows ? std::nullopt : std::optional(end);
  }

  /// Takes rows as columns if their text flows.
  bool split(std::size_t from, std::size_t to) {
    std::vector<PageRow> left, right;
    std::vector<PageLine> all_left, all_right;
    for (std::size_t i = from; i < to; ++i) {
      PageRow of_left, of_right;
      for (const PageLine& line : rows_[i])
        (line.right <= gutter_.left + 1 ? of_left : of_right).push_back(line);
      for (auto [part, parts, all] :
           {std::tuple(&of_left, &left, &all_left), std::tuple(&of_right, &right, &all_right)}) {
        if (part->empty()) continue;
        all->push_back(joined(*part));
        parts->push_back(std::move(*part));
      }
    }
    if (!flows(all_left) || !flows(all_right)) return false;
    for (auto* parts : {&left, &right})
      for (PageLine& line : Reading(std::move(*parts)).lines()) lines_.push_back(std::move(line));
    return true;
  }

  std::vector<PageRow> rows_;
  std::vector<PageLine> lines_;
  Gutter gutter_;
};

}  // namespace

std::vector<PageLine> lines_of(const Page& page) { return Reading(rows_of(page)).lines(); }

}  // namespace leian
