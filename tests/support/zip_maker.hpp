/// ZIP files for tests, and the office files that are ones: DOCX from a body, XLSX from the XML of sheets.
/// Where a test wants plain tables, libxlsxwriter makes them better; this is for what no program would write.
#pragma once
#include <zip.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/temp_folder.hpp"

namespace leian::test {

using ZipEntries = std::vector<std::pair<std::string, std::string>>;

/// Names are written as they are, whatever their encoding.
inline std::filesystem::path make_zip(const std::filesystem::path& path, const ZipEntries& entries) {
  int code = 0;
  zip_t* zip = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code);
  if (zip == nullptr) throw std::runtime_error("zip_open failed");
  for (const auto& [name, bytes] : entries) {
    zip_source_t* source = zip_source_buffer(zip, bytes.data(), bytes.size(), 0);
    if (zip_file_add(zip, name.c_str(), source, ZIP_FL_ENC_GUESS) < 0)
      throw std::runtime_error("zip_file_add failed");
  }
  if (zip_close(zip) != 0) throw std::runtime_error("zip_close failed");
  return path;
}

inline std::string zip_bytes(const ZipEntries& entries) {
  const TempFolder folder;
  return file_bytes(make_zip(folder / "a.zip", entries));
}

inline std::string word_xml(const std::string& root, const std::string& content) {
  return R"(<?xml version="1.0" encoding="UTF-8"?><w:)" + root +
         R"( xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main")"
         R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")"
         R"( xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">)" +
         content + "</w:" + root + ">";
}

/// One <Relationship>; `type` is the last part of its URI.
inline std::string relation(const std::string& id, const std::string& type, const std::string& target) {
  return "<Relationship Id=\"" + id +
         "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + type +
         "\" Target=\"" + target + "\"/>";
}

inline std::string relations(const std::string& content) {
  return R"(<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">)" + content +
         "</Relationships>";
}

/// A DOCX with this body; `more`: further parts; `links`: what document.xml points to.
inline ZipEntries docx_parts(const std::string& body, const ZipEntries& more = {},
                             const std::string& links = "") {
  ZipEntries parts{{"[Content_Types].xml", "<Types/>"},
                   {"word/document.xml", word_xml("document", "<w:body>" + body + "</w:body>")},
                   {"word/_rels/document.xml.rels", relations(links)}};
  parts.insert(parts.end(), more.begin(), more.end());
  return parts;
}

inline std::string paragraph(const std::string& text, const std::string& properties = "") {
  return "<w:p>" + (properties.empty() ? "" : "<w:pPr>" + properties + "</w:pPr>") + "<w:r><w:t>" + text +
         "</w:t></w:r></w:p>";
}

/// An XLSX whose sheets have this XML (all of it) and whose shared strings are these.
inline ZipEntries xlsx_parts(const std::vector<std::string>& sheets, const std::string& shared = "",
                             const std::string& workbook_properties = "", const std::string& styles = "") {
  const std::string space =
      R"( xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main")"
      R"( xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships")";
  std::string list, links;
  ZipEntries parts;
  for (std::size_t i = 1; i <= sheets.size(); ++i) {
    const std::string n = std::to_string(i);
    list += "<sheet name=\"表" + n + "\" sheetId=\"" + n + "\" r:id=\"r" + n + "\"/>";
    links += relation("r" + n, "worksheet", "worksheets/sheet" + n + ".xml");
    parts.emplace_back("xl/worksheets/sheet" + n + ".xml",
                       "<worksheet" + space + ">" + sheets[i - 1] + "</worksheet>");
  }
  links += relation("s", "sharedStrings", "sharedStrings.xml") + relation("t", "styles", "styles.xml");
  parts.emplace_back("xl/workbook.xml", "<workbook" + space + ">" + workbook_properties + "<sheets>" + list +
                                            "</sheets></workbook>");
  parts.emplace_back("xl/_rels/workbook.xml.rels", relations(links));
  parts.emplace_back("xl/sharedStrings.xml", "<sst" + space + ">" + shared + "</sst>");
  if (!styles.empty())
    parts.emplace_back("xl/styles.xml", "<styleSheet" + space + ">" + styles + "</styleSheet>");
  return parts;
}

}  // namespace leian::test
