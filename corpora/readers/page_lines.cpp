#include "corpora/readers/page_lines.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace leian {
namespace {

constexpr std::size_t kMarginLines = 3;  ///< lines at each end of a page that may be header or footer
constexpr double kMarginShare = 0.14;    ///< of a page's height
constexpr std::size_t kMinRepeats = 3;   ///< pages on which a line must come again

/// White space out and every number alike, so that the header of page 3 equals that of page 4.
std::string shape_of(const std::string& text) {
  std::string shape;
  for (const char c : text) {
    if (c == ' ' || c == '\t') continue;
    if (c < '0' || c > '9')
      shape += c;
    else if (!shape.ends_with('#'))
      shape += '#';
  }
  return shape;
}

enum class End { Top, Bottom };

/// The lines at one end of one page that may be header or footer, the outermost first.
std::vector<std::size_t> outer_lines(const std::vector<PageLine>& lines, std::size_t from, std::size_t to,
                                     double height, End end) {
  std::vector<std::size_t> outer;
  for (std::size_t i = from; i < to; ++i) {
    const bool inside = end == End::Top ? lines[i].bottom > height * kMarginShare
                                        : lines[i].top < height * (1 - kMarginShare);
    if (!inside) outer.push_back(i);
  }
  std::sort(outer.begin(), outer.end(), [&](std::size_t a, std::size_t b) {
    return end == End::Top ? lines[a].top < lines[b].top : lines[a].bottom > lines[b].bottom;
  });
  outer.resize(std::min(outer.size(), kMarginLines));
  return outer;
}

}  // namespace

bool is_page_number(const std::string& line) {
  constexpr std::array<std::string_view, 8> kWords{"第", "页", "共", "—", "–", "Page", "page", "of"};
  std::string left = line;
  for (const auto word : kWords)
    for (auto at = left.find(word); at != left.npos; at = left.find(word)) left.erase(at, word.size());
  std::size_t digits = 0;
  for (const char c : left) {
    const bool digit = c >= '0' && c <= '9';
    if (!digit && std::string_view(" -/·.,()").find(c) == std::string_view::npos) return false;
    digits += digit;
  }
  return digits > 0 && digits <= 8;
}

std::vector<std::string> take_out_margins(std::vector<PageLine>& lines, const std::vector<Page>& pages) {
  std::map<std::string, std::set<std::size_t>> pages_of;   // shape -> where it stands at an end
  std::vector<std::pair<std::size_t, std::string>> outer;  // line, shape
  for (std::size_t from = 0, to = 0; from < lines.size(); from = to) {
    const std::size_t page = lines[from].page;
    while (to < lines.size() && lines[to].page == page) ++to;
    for (const End end : {End::Top, End::Bottom})
      for (const std::size_t i : outer_lines(lines, from, to, pages[page].height, end)) {
        outer.emplace_back(i, (end == End::Top ? "^" : "$") + shape_of(lines[i].text));
        pages_of[outer.back().second].insert(page);
      }
  }
  std::vector<bool> out(lines.size());
  std::vector<std::string> margins;
  std::set<std::string> told;
  for (const auto& [i, shape] : outer) {
    const std::size_t on = pages_of[shape].size();
    const bool repeats = on >= kMinRepeats && on * 2 >= std::max<std::size_t>(pages.size() / 2, 1);
    if (!repeats && !is_page_number(lines[i].text)) continue;
    out[i] = true;
    if (!is_page_number(lines[i].text) && told.insert(shape).second) margins.push_back(lines[i].text);
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (out[i]) continue;
    if (kept != i) lines[kept] = std::move(lines[i]);
    ++kept;
  }
  lines.resize(kept);
  return margins;
}

}  // namespace leian
