/// Lines of text on pages, and which of them are headers, footers and page numbers. Threads: pure functions.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "corpora/readers/page_layout.hpp"

namespace leian {

struct PageLine {
  double left = 0, top = 0, right = 0, bottom = 0;
  double height = 0;     ///< of its tallest word: as good as a font size
  std::size_t page = 0;  ///< from 0
  bool cells = false;    ///< a row of cells, parted by tabs: a paragraph by itself
  std::string text;
};

/// The lines in the order they are read. Two columns of text that fill their width are read one after the
/// other; what stands side by side otherwise is a row of cells. Cost: O(n log n).
std::vector<PageLine> lines_of(const Page&);

/// Takes out page numbers, and lines at the top and bottom of pages that come again on most of the others,
/// numbers in them aside. Gives back the latter, each once.
std::vector<std::string> take_out_margins(std::vector<PageLine>& lines, const std::vector<Page>& pages);

/// "3", "- 3 -", "第3页", "第 3 页 共 10 页", "3/10", "Page 3 of 10".
bool is_page_number(const std::string& line);

}  // namespace leian
