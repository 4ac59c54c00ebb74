#include "api/report/html_writer.hpp"

#include <fmt/format.h>

#include "api/report/parts.hpp"
#include "api/report/xml_text.hpp"

namespace leian::api {
namespace {

struct Tag {
  std::string_view name;
  std::string_view css_class;
};

Tag tag_of(ParagraphStyle style) {
  switch (style) {
    case ParagraphStyle::Title:
      return {"h1", ""};
    case ParagraphStyle::Subtitle:
      return {"p", "subtitle"};
    case ParagraphStyle::Heading:
      return {"h2", ""};
    case ParagraphStyle::Subheading:
      return {"h3", ""};
    case ParagraphStyle::Note:
      return {"p", "note"};
    case ParagraphStyle::Cell:
    case ParagraphStyle::CellHead:
      return {"p", "cell"};
    case ParagraphStyle::Signature:
      return {"p", "signature"};
    case ParagraphStyle::Body:
      break;
  }
  return {"p", "body"};
}

void append(std::string& html, const Run& run) {
  std::string text;
  for (const char c : xml_text(run.text))
    if (c == '\n')
      text += "<br>";
    else
      text += c;
  if (run.emphasis == Emphasis::Strong)
    html += "<strong>" + text + "</strong>";
  else if (run.emphasis == Emphasis::Muted)
    html += "<span class=\"muted\">" + text + "</span>";
  else
    html += text;
}

void append(std::string& html, const Paragraph& paragraph) {
  const Tag tag = tag_of(paragraph.style);
  html += fmt::format("<{}", tag.name);
  if (!tag.css_class.empty()) html += fmt::format(" class=\"{}\"", tag.css_class);
  html += '>';
  for (const Run& run : paragraph.runs) append(html, run);
  html += fmt::format("</{}>\n", tag.name);
}

void append(std::string& html, const TableCell& cell, bool is_header) {
  const char* name = cell.head ? "th" : "td";
  html += fmt::format("<{}", name);
  if (cell.head) html += is_header ? " scope=\"col\"" : " scope=\"row\"";
  if (cell.span > 1) html += fmt::format(" colspan=\"{}\"", cell.span);
  if (cell.to_write > 0) html += fmt::format(" class=\"to-write\" style=\"height:{}em\"", cell.to_write * 2);
  html += '>';
  for (const Paragraph& paragraph : cell.paragraphs) append(html, paragraph);
  html += fmt::format("</{}>\n", name);
}

void append(std::string& html, const Table& table) {
  html += table.header ? "<table class=\"list\">\n<colgroup>" : "<table>\n<colgroup>";
  for (const unsigned width : table.widths)
    html += fmt::format("<col style=\"width:{}.{}%\">", width / 10, width % 10);
  html += "</colgroup>\n";
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    const bool is_header = table.header && i == 0;
    html += is_header ? "<thead>" : i == (table.header ? 1u : 0u) ? "<tbody>" : "";
    html += "<tr>\n";
    for (const TableCell& cell : table.rows[i]) append(html, cell, is_header);
    html += is_header ? "</tr></thead>\n" : "</tr>\n";
  }
  html += table.rows.size() > (table.header ? 1u : 0u) ? "</tbody></table>\n" : "</table>\n";
}

}  // namespace

std::string html_page(const OfficeDocument& document) {
  std::string html = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
      "content=\"width=device-width\">\n<title>{}</title>\n<meta name=\"author\" content=\"{}\">\n<style>\n{}"
      "</style>\n</head>\n<body>\n<main>\n",
      xml_text(document.title), xml_text(document.author), report_part("/report.css"));
  for (const Block& block : document.blocks) std::visit([&](const auto& part) { append(html, part); }, block);
  html += "</main>\n</body>\n</html>\n";
  return html;
}

}  // namespace leian::api
