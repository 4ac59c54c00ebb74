/// A document as it is laid out, whatever file it becomes: headings, paragraphs and tables in reading order.
/// Texts are plain UTF-8; writers escape them, and leave out what XML 1.0 does not allow. A line break inside
/// a text stays one. Plain structs.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "corpora/core/date.hpp"

namespace leian::api {

/// How a stretch of text stands out.
enum class Emphasis {
  Plain,
  Strong,  ///< what matters, what is shared
  Muted,   ///< a remark on the text, not part of it
};

struct Run {
  std::string text;
  Emphasis emphasis = Emphasis::Plain;
};

enum class ParagraphStyle {
  Title,
  Subtitle,
  Heading,     ///< 一、
  Subheading,  ///< （一）
  Body,        ///< first line indented by two characters
  Note,        ///< smaller: remarks on tables
  Cell,        ///< in a table
  CellHead,
  Signature,  ///< to the right
};

struct Paragraph {
  ParagraphStyle style = ParagraphStyle::Body;
  std::vector<Run> runs;
};

struct TableCell {
  std::vector<Paragraph> paragraphs;
  bool head = false;      ///< names what stands beside or below it
  unsigned span = 1;      ///< columns
  unsigned to_write = 0;  ///< lines of room for a person's writing; such a place is marked as one
};

using TableRow = std::vector<TableCell>;

struct Table {
  std::vector<unsigned> widths;  ///< of the columns, per mille; they add up to 1000
  std::vector<TableRow> rows;    ///< the spans of each add up to the number of columns
  bool header = false;           ///< the first row is repeated on every page
};

using Block = std::variant<Paragraph, Table>;

struct OfficeDocument {
  std::string title;
  std::string author;
  DateTime at;
  std::vector<Block> blocks;
};

inline Paragraph paragraph(ParagraphStyle style, std::string text, Emphasis emphasis = Emphasis::Plain) {
  return {style, {Run{std::move(text), emphasis}}};
}

/// A cell of one paragraph.
inline TableCell cell(std::string text) { return {{paragraph(ParagraphStyle::Cell, std::move(text))}}; }
inline TableCell head_cell(std::string text, unsigned span = 1) {
  return {{paragraph(ParagraphStyle::CellHead, std::move(text))}, true, span};
}

}  // namespace leian::api
