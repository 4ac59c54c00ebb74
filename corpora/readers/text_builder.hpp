/// Builds the plain text of a document out of paragraphs and tables as they are met: a paragraph becomes a
/// line, a table's row one line with tabs between the cells. A row of one cell, and one whose cells hold
/// whole pages (tables that only arrange things), gives its paragraphs as lines. Tables within tables are
/// taken into their cell; deeper than kMaxTables they are plain paragraphs. One thread at a time.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leian {

class TextBuilder {
 public:
  /// More of the paragraph that is being built.
  void text(std::string_view part);
  /// The paragraph ends here; nothing where it is empty.
  void end_paragraph();
  void open_row();
  void open_cell();
  void close_row();

  bool paragraph_empty() const { return paragraph_.empty(); }
  /// The last character of the paragraph that is being built, for deciding about white space; 0 where there
  /// is none.
  char32_t last_point() const;
  /// More than kMaxDocumentTextBytes: what comes now is dropped, and an error is due.
  bool too_long() const { return too_long_; }
  /// All that was built. Rows still open are closed.
  std::string take();
  /// From now on keeps the cells of the outermost rows, for those who want a table and not a text.
  void keep_rows() { keeps_rows_ = true; }
  std::vector<std::vector<std::string>> take_rows() { return std::move(kept_rows_); }

 private:
  static constexpr std::size_t kMaxTables = 16;
  using Cell = std::vector<std::string>;  ///< its paragraphs
  using Row = std::vector<Cell>;

  void put(std::string line);

  std::string paragraph_;
  std::string text_;
  std::vector<Row> rows_;        ///< open ones, outermost first
  std::size_t deeper_rows_ = 0;  ///< open ones beyond kMaxTables
  std::vector<std::vector<std::string>> kept_rows_;
  std::size_t kept_cells_ = 0;
  bool keeps_rows_ = false;
  std::size_t bytes_ = 0;
  bool too_long_ = false;
};

/// Characters that are written without spaces between them: Han, kana, full-width forms and their
/// punctuation.
bool is_wide(char32_t);

}  // namespace leian
