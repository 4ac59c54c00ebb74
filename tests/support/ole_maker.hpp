/// Files of Office 97-2003 for tests: the container (OLE), and in it a document of Word or a workbook of
/// Excel, as small as their readers accept. Source: [MS-CFB], [MS-DOC], [MS-XLS].
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "corpora/text/utf8.hpp"

namespace leian::test {

/// Numbers as they stand in such files: little-endian.
inline void put(std::string& bytes, std::uint64_t value, int width) {
  for (int i = 0; i < width; ++i) bytes += static_cast<char>(value >> (8 * i) & 0xFF);
}
inline void put_at(std::string& bytes, std::size_t at, std::uint64_t value, int width) {
  std::string piece;
  put(piece, value, width);
  bytes.replace(at, piece.size(), piece);
}
inline std::string utf16(std::string_view text) {
  std::string units;
  for (const char32_t point : decode_utf8(text)) put(units, point, 2);  // no test needs more than 16 bits
  return units;
}

/// An entry of a container's directory.
struct OleEntry {
  std::string name;
  int type = 2;  ///< 5: the root, 2: a stream
  std::uint32_t child = 0xFFFFFFFF, next = 0xFFFFFFFF, start = 0xFFFFFFFE;
  std::size_t size = 0;

  std::string bytes() const {
    std::string one = utf16(name);
    const std::size_t length = one.size() + 2;
    one.resize(64);
    put(one, length, 2);
    put(one, static_cast<unsigned>(type), 1);
    put(one, 1, 1);
    put(one, 0xFFFFFFFF, 4);
    put(one, next, 4);
    put(one, child, 4);
    one.resize(116);
    put(one, start, 4);
    put(one, size, 8);
    return one;
  }
};

/// The first 512 bytes of a container whose sector table takes the first sectors.
inline std::string ole_header(std::size_t table_sectors, std::uint32_t directory_at) {
  std::string header("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  header.resize(24);
  for (const unsigned value : {0x3Eu, 3u, 0xFFFEu, 9u, 6u}) put(header, value, 2);
  header.resize(44);
  put(header, table_sectors, 4);
  put(header, directory_at, 4);
  put(header, 0, 4);
  put(header, 4096, 4);
  for (const std::uint32_t value : {0xFFFFFFFEu, 0u, 0xFFFFFFFEu, 0u}) put(header, value, 4);
  for (std::size_t i = 0; i < 109; ++i) put(header, i < table_sectors ? i : 0xFFFFFFFF, 4);
  return header;
}

/// A container with these streams, at most six.
inline std::string make_ole(const std::vector<std::pair<std::string, std::string>>& streams) {
  static constexpr std::size_t kSector = 512, kSmallest = 4096;
  constexpr std::uint32_t kEnd = 0xFFFFFFFE, kFree = 0xFFFFFFFF, kTable = 0xFFFFFFFD;
  const auto sectors_of = [](std::size_t bytes) {
    return (std::max(bytes, kSmallest) + kSector - 1) / kSector;
  };
  std::size_t sectors = 2;  // of the directory
  for (const auto& [name, bytes] : streams) sectors += sectors_of(bytes.size());
  const std::size_t table_sectors = sectors / 126 + 1;
  std::vector<std::uint32_t> chains(table_sectors, kTable);
  const auto chain = [&](std::size_t length) {
    const auto first = static_cast<std::uint32_t>(chains.size());
    for (std::size_t i = 1; i < length; ++i) chains.push_back(static_cast<std::uint32_t>(chains.size() + 1));
    chains.push_back(kEnd);
    return first;
  };
  const auto directory_at = chain(2);
  std::string directory = OleEntry{"Root Entry", 5, 1}.bytes(), data;
  for (std::size_t i = 0; i < streams.size(); ++i) {
    std::string bytes = streams[i].second;
    const std::size_t size = std::max(bytes.size(), kSmallest);
    bytes.resize(sectors_of(size) * kSector);
    const auto next = i + 1 == streams.size() ? kFree : static_cast<std::uint32_t>(i + 2);
    directory += OleEntry{streams[i].first, 2, kFree, next, chain(bytes.size() / kSector), size}.bytes();
    data += bytes;
  }
  directory.resize(2 * kSector);
  std::string table;
  for (const auto next : chains) put(table, next, 4);
  while (table.size() < table_sectors * kSector) put(table, kFree, 4);
  return ole_header(table_sectors, directory_at) + table + directory + data;
}

/// A document of these paragraphs.
inline std::string make_doc(const std::vector<std::string>& paragraphs) {
  constexpr std::size_t kTextAt = 0x800;
  std::string text;
  for (const std::string& paragraph : paragraphs) text += utf16(paragraph) + utf16("\r");
  const std::size_t characters = text.size() / 2;
  std::string word(kTextAt, '\0');
  put_at(word, 0, 0xA5EC, 2);
  put_at(word, 2, 0x00C1, 2);
  put_at(word, 6, 0x0804, 2);
  put_at(word, 0x0A, 0x0200, 2);  // the table stream is 1Table
  put_at(word, 0x0C, 0x00BF, 2);
  put_at(word, 0x18, kTextAt, 4);
  put_at(word, 0x1C, kTextAt + text.size(), 4);
  put_at(word, 0x4C, characters, 4);
  // A style sheet without styles; antiword reads behind the end of what is not there.
  constexpr std::size_t kStylesAt = 16, kStylesSize = 64;
  std::string table(kStylesAt + kStylesSize, '\0');
  put_at(table, kStylesAt, 18, 2);
  put_at(table, kStylesAt + 4, 10, 2);
  put_at(word, 0xA2, kStylesAt, 4);
  put_at(word, 0xA6, kStylesSize, 4);
  put_at(word, 0x1A2, table.size(), 4);
  std::string pieces;
  put(pieces, 0, 4);
  put(pieces, characters, 4);
  put(pieces, 0, 2);
  put(pieces, kTextAt, 4);
  put(pieces, 0, 2);
  put(table, 2, 1);
  put(table, pieces.size(), 4);
  table += pieces;
  put_at(word, 0x1A6, 5 + pieces.size(), 4);
  return make_ole({{"WordDocument", word + text}, {"1Table", table}});
}

/// A cell of a workbook: text, or a number where `text` is empty; `date`: shown as one.
struct XlsCell {
  unsigned row = 0, column = 0;  ///< from 0
  std::string text;
  double number = 0;
  bool date = false;
};

inline std::string xls_record(std::uint16_t type, const std::string& body) {
  std::string bytes;
  put(bytes, type, 2);
  put(bytes, body.size(), 2);
  return bytes + body;
}

/// The start of the workbook's own part (5) or of a sheet (0x10).
inline std::string xls_begin(std::uint16_t what) {
  std::string body;
  for (const unsigned value : {0x0600u, unsigned{what}, 0x0DBBu, 0x07CCu}) put(body, value, 2);
  put(body, 0, 4);
  put(body, 6, 4);
  return xls_record(0x0809, body);
}

/// How cells of style 0, 1 … look: the number of a built-in format.
inline std::string xls_style(std::uint16_t format) {
  std::string body;
  put(body, 0, 2);
  put(body, format, 2);
  body.resize(20);
  return xls_record(0x00E0, body);
}

/// A sheet; its texts go to `strings`, which are `count` so far.
inline std::string xls_sheet(const std::vector<XlsCell>& cells, std::string& strings, unsigned& count) {
  unsigned rows = 0, columns = 0;
  std::string body;
  for (const XlsCell& cell : cells) {
    rows = std::max(rows, cell.row + 1);
    columns = std::max(columns, cell.column + 1);
    std::string place;
    for (const unsigned value : {cell.row, cell.column, cell.date ? 1u : 0u}) put(place, value, 2);
    if (cell.text.empty()) {
      std::uint64_t bits = 0;
      std::memcpy(&bits, &cell.number, sizeof bits);
      put(place, bits, 8);
      body += xls_record(0x0203, place);
      continue;
    }
    put(place, count++, 4);
    body += xls_record(0x00FD, place);
    const std::string units = utf16(cell.text);
    put(strings, units.size() / 2, 2);
    put(strings, 1, 1);
    strings += units;
  }
  std::string dimension;
  put(dimension, 0, 4);
  put(dimension, rows, 4);
  for (const unsigned value : {0u, columns, 0u}) put(dimension, value, 2);
  return xls_begin(0x0010) + xls_record(0x0200, dimension) + body + xls_record(0x000A, "");
}

/// A workbook with the sheets 表1, 表2 …
inline std::string make_xls(const std::vector<std::vector<XlsCell>>& sheets) {
  std::string strings;
  std::vector<std::string> bodies;
  unsigned count = 0;
  for (const auto& cells : sheets) bodies.push_back(xls_sheet(cells, strings, count));
  std::string shared;
  put(shared, count, 4);
  put(shared, count, 4);
  const std::string before = xls_begin(0x0005) + xls_record(0x0042, std::string("\xB0\x04", 2)) +
                             xls_record(0x0022, std::string(2, '\0')) + xls_style(0) + xls_style(14);
  const std::string after = xls_record(0x00FC, shared + strings) + xls_record(0x000A, "");
  std::size_t at = before.size() + after.size() + sheets.size() * (4 + 8 + utf16("表1").size());
  std::string list;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    std::string body;
    put(body, at, 4);
    put(body, 0, 2);
    put(body, 2, 1);
    put(body, 1, 1);
    list += xls_record(0x0085, body + utf16("表" + std::to_string(i + 1)));
    at += bodies[i].size();
  }
  std::string book = before + list + after;
  for (const std::string& body : bodies) book += body;
  return make_ole({{"Workbook", book}});
}

}  // namespace leian::test
