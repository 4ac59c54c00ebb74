#include "api/report/docx_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "api/report/packing.hpp"
#include "api/report/parts.hpp"
#include "api/report/xml_text.hpp"

namespace leian::api {
namespace {

/// Lengths are twentieths of a point. GB/T 9704: margins of 37 mm above and 28 mm on the left around a type
/// area of 156 mm by 225 mm.
constexpr unsigned kTypeArea = 8844;
constexpr unsigned kWrittenLine = 480;
constexpr std::string_view kPage =
    R"(<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>)"
    R"(<w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="1474" w:gutter="0"/>)"
    R"(</w:sectPr>)";
constexpr std::string_view kOpening =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
    "\n"
    R"(<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" )"
    R"(xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>)";

/// Files of the package that are the same for every document, and the parts they are.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kParts{{
    {"[Content_Types].xml", "/content_types.xml"},
    {"_rels/.rels", "/package_rels.xml"},
    {"word/_rels/document.xml.rels", "/document_rels.xml"},
    {"word/styles.xml", "/styles.xml"},
    {"word/settings.xml", "/settings.xml"},
    {"word/fontTable.xml", "/fontTable.xml"},
    {"word/footer.xml", "/footer.xml"},
    {"docProps/app.xml", "/app.xml"},
}};

std::string_view style_id(ParagraphStyle style) {
  switch (style) {
    case ParagraphStyle::Title:
      return "Title";
    case ParagraphStyle::Subtitle:
      return "Subtitle";
    case ParagraphStyle::Heading:
      return "Heading1";
    case ParagraphStyle::Subheading:
      return "Heading2";
    case ParagraphStyle::Note:
      return "LeianNote";
    case ParagraphStyle::Cell:
      return "LeianCell";
    case ParagraphStyle::CellHead:
      return "LeianCellHead";
    case ParagraphStyle::Signature:
      return "LeianSignature";
    case ParagraphStyle::Body:
      break;
  }
  return "BodyText";
}

std::string_view character_style(Emphasis emphasis) {
  if (emphasis == Emphasis::Strong) return R"(<w:rPr><w:rStyle w:val="Strong"/></w:rPr>)";
  if (emphasis == Emphasis::Muted) return R"(<w:rPr><w:rStyle w:val="LeianMuted"/></w:rPr>)";
  return "";
}

void append(std::string& xml, const Run& run) {
  const std::string text = xml_text(run.text);
  if (text.empty()) return;
  xml += "<w:r>";
  xml += character_style(run.emphasis);
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find_first_of("\n\t", at), text.size());
    if (end > at) xml += R"(<w:t xml:space="preserve">)" + text.substr(at, end - at) + "</w:t>";
    if (end < text.size()) xml += text[end] == '\n' ? "<w:br/>" : "<w:tab/>";
    at = end + 1;
  }
  xml += "</w:r>";
}

void append(std::string& xml, const Paragraph& paragraph) {
  xml += fmt::format(R"(<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>)", style_id(paragraph.style));
  for (const Run& run : paragraph.runs) append(xml, run);
  xml += "</w:p>";
}

void append(std::string& xml, const TableCell& cell, unsigned width) {
  xml += fmt::format(R"(<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>)", width);
  if (cell.span > 1) xml += fmt::format(R"(<w:gridSpan w:val="{}"/>)", cell.span);
  if (cell.head) xml += R"(<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>)";
  xml += cell.head ? R"(<w:vAlign w:val="center"/></w:tcPr>)" : "</w:tcPr>";
  for (const Paragraph& paragraph : cell.paragraphs) append(xml, paragraph);
  if (cell.paragraphs.empty()) append(xml, Paragraph{ParagraphStyle::Cell, {}});
  xml += "</w:tc>";
}

/// Rows with room to write in, and rows of a list, stay on one page; others may go over to the next.
void append_row(std::string& xml, const Table& table, const TableRow& row, bool is_header) {
  unsigned to_write = 0;
  for (const TableCell& cell : row) to_write = std::max(to_write, cell.to_write);
  xml += "<w:tr><w:trPr>";
  if (to_write > 0 || table.header) xml += "<w:cantSplit/>";
  if (to_write > 0)
    xml += fmt::format(R"(<w:trHeight w:val="{}" w:hRule="atLeast"/>)", to_write * kWrittenLine);
  if (is_header) xml += "<w:tblHeader/>";
  xml += "</w:trPr>";
  std::size_t column = 0;
  for (const TableCell& cell : row) {
    unsigned width = 0;
    for (unsigned i = 0; i < cell.span && column < table.widths.size(); ++i) width += table.widths[column++];
    append(xml, cell, width * kTypeArea / 1000);
  }
  xml += "</w:tr>";
}

void append(std::string& xml, const Table& table) {
  xml += fmt::format(R"(<w:tbl><w:tblPr><w:tblStyle w:val="LeianTable"/><w:tblW w:w="{}" w:type="dxa"/>)"
                     R"(<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>)",
                     kTypeArea);
  for (const unsigned width : table.widths)
    xml += fmt::format(R"(<w:gridCol w:w="{}"/>)", width * kTypeArea / 1000);
  xml += "</w:tblGrid>";
  bool is_header = table.header;
  for (const TableRow& row : table.rows) {
    append_row(xml, table, row, is_header);
    is_header = false;
  }
  xml += "</w:tbl>";
}

bool is_table(const Block& block) { return std::holds_alternative<Table>(block); }

/// What file managers show of it.
std::string core_properties(const OfficeDocument& document) {
  return fmt::format(
      R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>)"
      "\n"
      R"(<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" )"
      R"(xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" )"
      R"(xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>{}</dc:creator>)"
      R"(<dcterms:created xsi:type="dcterms:W3CDTF">{}</dcterms:created><dc:language>zh-CN</dc:language>)"
      R"(</cp:coreProperties>)",
      xml_text(document.title), xml_text(document.author), to_string(document.at));
}

}  // namespace

std::string docx_body(const OfficeDocument& document) {
  std::string xml(kOpening);
  bool after_table = false;
  for (const Block& block : document.blocks) {
    // Two tables in a row would become one.
    if (after_table && is_table(block)) append(xml, Paragraph{ParagraphStyle::Note, {}});
    std::visit([&](const auto& part) { append(xml, part); }, block);
    after_table = is_table(block);
  }
  if (after_table) append(xml, Paragraph{ParagraphStyle::Note, {}});
  xml += kPage;
  xml += "</w:body></w:document>";
  return xml;
}

Result<std::string> docx_bytes(const OfficeDocument& document) {
  std::vector<PackedFile> files;
  for (const auto& [name, part] : kParts)
    files.push_back({std::string(name), std::string(report_part(part))});
  files.push_back({"word/document.xml", docx_body(document)});
  files.push_back({"docProps/core.xml", core_properties(document)});
  return packed(files, document.at);
}

}  // namespace leian::api
