/// Small PDF files for tests: lines of text at given places. Chinese is written with a font that is not
/// embedded but says which characters its glyphs are (ToUnicode).
#pragma once
#include <fmt/format.h>

#include <string>
#include <vector>

#include "corpora/text/utf8.hpp"

namespace leian::test {

struct PdfLine {
  double x = 0;
  double y = 0;  ///< from the top of the page
  std::string text;
  double size = 12;
};
using PdfPageLines = std::vector<PdfLine>;

/// Puts objects together and writes the table of where they are.
class PdfFile {
 public:
  /// Its number.
  int add(const std::string& object) {
    objects_.push_back(object);
    return static_cast<int>(objects_.size());
  }
  void set(int number, const std::string& object) { objects_[static_cast<std::size_t>(number - 1)] = object; }

  std::string bytes(int root) const {
    std::string pdf = "%PDF-1.5\n";
    std::string table = fmt::format("xref\n0 {}\n0000000000 65535 f \n", objects_.size() + 1);
    for (std::size_t i = 0; i < objects_.size(); ++i) {
      table += fmt::format("{:010} 00000 n \n", pdf.size());
      pdf += fmt::format("{} 0 obj\n{}\nendobj\n", i + 1, objects_[i]);
    }
    const auto at = pdf.size();
    return pdf + table +
           fmt::format("trailer\n<< /Size {} /Root {} 0 R >>\nstartxref\n{}\n%%EOF\n", objects_.size() + 1,
                       root, at);
  }

  static std::string stream(const std::string& content, const std::string& extra = "") {
    return fmt::format("<< /Length {} {} >>\nstream\n{}\nendstream", content.size(), extra, content);
  }

 private:
  std::vector<std::string> objects_;
};

/// Every glyph is the character of its number.
inline std::string unicode_map() {
  std::string map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n"
      "1 begincodespacerange <0000> <FFFF> endcodespacerange\n";
  for (int block = 0; block < 256; block += 64) {
    map += "64 beginbfrange\n";
    for (int high = block; high < block + 64; ++high)
      map += fmt::format("<{0:02X}00> <{0:02X}FF> <{0:02X}00>\n", high);
    map += "endbfrange\n";
  }
  return map + "endcmap end end";
}

/// A4 pages. Wide characters are one em, others half of one.
inline std::string make_pdf(const std::vector<PdfPageLines>& pages) {
  PdfFile file;
  const int map = file.add(PdfFile::stream(unicode_map()));
  const int descriptor = file.add(
      "<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent "
      "880 "
      "/Descent -120 /CapHeight 700 /StemV 80 >>");
  const int glyphs = file.add(fmt::format(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) /Ordering "
      "(Identity) /Supplement 0 >> /FontDescriptor {} 0 R /DW 1000 /W [32 126 500] /CIDToGIDMap /Identity >>",
      descriptor));
  const int font =
      file.add(fmt::format("<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H "
                           "/DescendantFonts [{} 0 R] /ToUnicode {} 0 R >>",
                           glyphs, map));
  const int tree = file.add("");
  std::string kids;
  for (const PdfPageLines& lines : pages) {
    std::string content;
    for (const PdfLine& line : lines) {
      content += fmt::format("BT /F1 {} Tf 1 0 0 1 {} {} Tm <", line.size, line.x, 842 - line.y);
      for (const char32_t point : decode_utf8(line.text))
        content += fmt::format("{:04X}", static_cast<unsigned>(point));
      content += "> Tj ET\n";
    }
    const int stream = file.add(PdfFile::stream(content));
    const int page = file.add(fmt::format(
        "<< /Type /Page /Parent {} 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 {} 0 R >> >> "
        "/Contents {} 0 R >>",
        tree, font, stream));
    kids += fmt::format("{} 0 R ", page);
  }
  file.set(tree, fmt::format("<< /Type /Pages /Kids [{}] /Count {} >>", kids, pages.size()));
  return file.bytes(file.add(fmt::format("<< /Type /Catalog /Pages {} 0 R >>", tree)));
}

}  // namespace leian::test
