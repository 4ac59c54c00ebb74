/// The numbers that Word puts before paragraphs: they are not in the text and have to be counted.
/// Covers what legal documents use: 第一条, 一、, （一）, 1., 1.1, (1), ①, A. Bullets give nothing.
/// Source: ECMA-376 part 1, 17.9 (numbering), 17.18.59 (number formats).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "corpora/readers/zip_archive.hpp"

namespace leian {

/// `number` (from 1) in one of OOXML's formats: decimal, chineseCounting …; decimal for unknown ones, nothing
/// for bullets.
std::string number_in_format(std::int64_t number, std::string_view format);

/// Which list a paragraph or a style belongs to.
struct ListPlace {
  std::optional<std::int64_t> list;   ///< numId; 0 takes a paragraph out of its style's list
  std::optional<std::int64_t> level;  ///< from 0
};

/// The lists of one document and how far each has counted. One thread at a time.
class DocxNumbering {
 public:
  /// Reads styles and numbering where the document has them. Errors: those of XML.
  static Result<DocxNumbering> read(ZipArchive&, const std::string& styles_part,
                                    const std::string& numbering_part);

  /// The number of the next paragraph with this style and place, counted on: "第三条 ", or empty.
  std::string next(const std::string& style, ListPlace own);

 private:
  friend class NumberingHandler;
  friend class StyleListHandler;
  static constexpr std::int64_t kLevels = 9;

  struct Level {
    std::int64_t start = 1;
    std::string format = "decimal";
    std::string pattern;  ///< "第%1条"
    std::string suffix = " ";
  };
  using Levels = std::map<std::int64_t, Level>;
  struct List {
    std::int64_t definition = 0;
    std::map<std::int64_t, std::int64_t> restarts;  ///< level -> start, at the list's first use
    bool used = false;
  };
  struct Style {
    std::string based_on;
    ListPlace place;
  };

  ListPlace resolve(const std::string& style, ListPlace own) const;
  std::string label(const Levels&, const std::vector<std::int64_t>& counts, std::int64_t level) const;

  std::map<std::int64_t, Levels> definitions_;
  std::map<std::int64_t, List> lists_;
  std::map<std::string, Style> styles_;
  std::map<std::int64_t, std::vector<std::int64_t>> counts_;  ///< by definition; 0: not begun
};

}  // namespace leian
