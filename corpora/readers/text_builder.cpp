#include "corpora/readers/text_builder.hpp"

#include <algorithm>
#include <utility>

#include "corpora/readers/limits.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::size_t kLayoutParagraphs = 8;  ///< a cell with more arranges a page and is no entry of a table

std::string cell_text(const std::vector<std::string>& paragraphs) {
  std::string text;
  for (const std::string& paragraph : paragraphs) (text += text.empty() ? "" : " ") += paragraph;
  std::replace(text.begin(), text.end(), '\t', ' ');
  return text;
}

}  // namespace

bool is_wide(char32_t c) {
  return (c >= 0x2E80 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) ||
         (c >= 0xFF00 && c <= 0xFF60) || (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x2018 && c <= 0x201D) ||
         c == 0x2014 || c == 0x2026;
}

void TextBuilder::text(std::string_view part) {
  bytes_ += part.size();
  too_long_ = too_long_ || bytes_ > kMaxDocumentTextBytes;
  if (!too_long_) paragraph_ += part;
}

char32_t TextBuilder::last_point() const {
  if (paragraph_.empty()) return 0;
  std::size_t at = paragraph_.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(paragraph_[at]) & 0xC0) == 0x80) --at;
  return next_point(paragraph_, at);
}

void TextBuilder::put(std::string line) {
  const auto begin = line.find_first_not_of(" \t\n");
  if (begin == line.npos) return;
  line = line.substr(begin, line.find_last_not_of(" \t\n") - begin + 1);
  if (!rows_.empty() && !rows_.back().empty())
    rows_.back().back().push_back(std::move(line));
  else
    (text_ += line) += '\n';
}

void TextBuilder::end_paragraph() { put(std::exchange(paragraph_, {})); }

void TextBuilder::open_row() {
  end_paragraph();
  if (rows_.size() < kMaxTables)
    rows_.emplace_back();
  else
    ++deeper_rows_;
}

void TextBuilder::open_cell() {
  end_paragraph();
  constexpr std::size_t kMaxCells = 1000;
  if (!rows_.empty() && deeper_rows_ == 0 && rows_.back().size() < kMaxCells) rows_.back().emplace_back();
}

void TextBuilder::close_row() {
  end_paragraph();
  if (deeper_rows_ > 0) {
    --deeper_rows_;
    return;
  }
  if (rows_.empty()) return;
  Row row = std::move(rows_.back());
  rows_.pop_back();
  if (keeps_rows_ && rows_.empty()) {
    constexpr std::size_t kMaxKeptCells = 2'000'000;
    kept_cells_ += row.size() + 1;
    too_long_ = too_long_ || kept_cells_ > kMaxKeptCells;
    if (too_long_) return;
    auto& cells = kept_rows_.emplace_back();
    for (const Cell& cell : row) cells.push_back(cell_text(cell));
  }
  const bool layout = row.size() == 1 || std::any_of(row.begin(), row.end(), [](const Cell& cell) {
                        return cell.size() > kLayoutParagraphs;
                      });
  if (layout) {
    for (Cell& cell : row)
      for (std::string& paragraph : cell) put(std::move(paragraph));
    return;
  }
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) (line += i == 0 ? "" : "\t") += cell_text(row[i]);
  put(std::move(line));
}

std::string TextBuilder::take() {
  deeper_rows_ = 0;
  end_paragraph();
  while (!rows_.empty()) close_row();
  return std::move(text_);
}

}  // namespace leian
