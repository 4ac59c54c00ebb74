/// From the words on the pages of a PDF to running text. Lines are made of words, paragraphs of lines: a line
/// goes on with the next where it fills its column and the next is not indented. Headers and footers that
/// repeat, and page numbers, are taken out; a word parted at a line's end is made whole. Coordinates are
/// points, y downwards. Threads: pure function.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace leian {

/// A word, or what a PDF says is one: in Chinese often a whole line. In any order.
struct PageWord {
  double left = 0, top = 0, right = 0, bottom = 0;
  std::string text;          ///< UTF-8, not empty
  bool space_after = false;  ///< the PDF has a space there
};

struct Page {
  double width = 0, height = 0;
  std::vector<PageWord> words;
};

struct RunningText {
  std::string text;                        ///< a paragraph a line
  std::vector<std::string> margins;        ///< headers and footers taken out, each once; page numbers not
  std::vector<std::uint32_t> empty_pages;  ///< without any word, from 1
};

RunningText running_text(const std::vector<Page>& pages);

}  // namespace leian
