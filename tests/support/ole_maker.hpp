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

/// A container with these streams, at most six.
inline std::string make_ole(const std::vector<std::pair<std::string, std::string>>& streams) {
  constexpr std::size_t kSector = 512, kSmallest = 4096, kEntry = 128;
  constexpr std::uint32_t kEnd = 0xFFFFFFFE, kFree = 0xFFFFFFFF, kFat = 0xFFFFFFFD;
  std::vector<std::uint32_t> fat{};
  const auto chain = [&](std::size_t sectors) {
    const auto first = static_cast<std::uint32_t>(fat.size());
    for (std::size_t i = 0; i < sectors; ++i)
      fat.push_back(i + 1 == sectors ? kEnd : static_cast<std::uint32_t>(fat.size() + 1));
    return first;
  };
  std::size_t data_sectors = 2;  // of the directory
  for (const auto& [name, bytes] : streams)
    data_sectors += (std::max(bytes.size(), kSmallest) + kSector - 1) / kSector;
  const std::size_t fat_sectors = data_sectors / 126 + 1;
  for (std::size_t i = 0; i < fat_sectors; ++i) fat.push_back(kFat);
  const auto directory_at = chain(2);
  std::string directory, data;
  const auto entry = [&](std::string_view name, int type, std::uint32_t child, std::uint32_t right,
                         std::uint32_t start, std::size_t size) {
    std::string one = utf16(name);
    const std::size_t length = one.size() + 2;
    one.resize(64);
    put(one, length, 2);
    put(one, static_cast<unsigned>(type), 1);
    put(one, 1, 1);
    put(one, kFree, 4);
    put(one, right, 4);
    put(one, child, 4);
    one.resize(116);
    put(one, start, 4);
    put(one, size, 8);
    directory += one;
  };
  entry("Root Entry", 5, 1, kFree, kEnd, 0);
  for (std::size_t i = 0; i < streams.size(); ++i) {
    std::string bytes = streams[i].second;
    bytes.resize(std::max(bytes.size(), kSmallest));
    const std::size_t size = bytes.size();
    bytes.resize((size + kSector - 1) / kSector * kSector);
    const auto right = i + 1 == streams.size() ? kFree : static_cast<std::uint32_t>(i + 2);
    entry(streams[i].first, 2, kFree, right, chain(bytes.size() / kSector), size);
    data += bytes;
  }
  directory.resize(2 * kSector);
  static_assert(kEntry * 8 == 2 * kSector);
  std::string table;
  for (const auto next : fat) put(table, next, 4);
  while (table.size() < fat_sectors * kSector) put(table, kFree, 4);

  std::string header("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8);
  header.resize(24);
  put(header, 0x3E, 2);
  put(header, 3, 2);
  put(header, 0xFFFE, 2);
  put(header, 9, 2);
  put(header, 6, 2);
  header.resize(44);
  put(header, fat_sectors, 4);
  put(header, directory_at, 4);
  put(header, 0, 4);
  put(header, kSmallest, 4);
  put(header, kEnd, 4);
  put(header, 0, 4);
  put(header, kEnd, 4);
  put(header, 0, 4);
  for (std::size_t i = 0; i < 109; ++i) put(header, i < fat_sectors ? i : kFree, 4);
  return header + table + directory + data;
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

inline std::string make_xls(const std::vector<std::vector<XlsCell>>& sheets) {
  const auto record = [](std::uint16_t type, const std::string& body) {
    std::string bytes;
    put(bytes, type, 2);
    put(bytes, body.size(), 2);
    return bytes + body;
  };
  const auto begin = [&](std::uint16_t what) {
    std::string body;
    for (const std::uint16_t value :
         {std::uint16_t{0x0600}, what, std::uint16_t{0x0DBB}, std::uint16_t{0x07CC}})
      put(body, value, 2);
    put(body, 0, 4);
    put(body, 6, 4);
    return record(0x0809, body);
  };
  const auto style = [&](std::uint16_t format) {
    std::string body;
    put(body, 0, 2);
    put(body, format, 2);
    body.resize(20);
    return record(0x00E0, body);
  };
  std::string strings, sheet_bytes;
  std::vector<std::string> bodies;
  unsigned count = 0;
  for (const auto& cells : sheets) {
    unsigned rows = 0, columns = 0;
    std::string body;
    for (const XlsCell& cell : cells) {
      rows = std::max(rows, cell.row + 1);
      columns = std::max(columns, cell.column + 1);
      std::string place;
      put(place, cell.row, 2);
      put(place, cell.column, 2);
      put(place, cell.date ? 1 : 0, 2);
      if (cell.text.empty()) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &cell.number, sizeof bits);
        put(place, bits, 8);
        body += record(0x0203, place);
      } else {
        put(place, count++, 4);
        body += record(0x00FD, place);
        const std::string units = utf16(cell.text);
        put(strings, units.size() / 2, 2);
        put(strings, 1, 1);
        strings += units;
      }
    }
    std::string dimension;
    put(dimension, 0, 4);
    put(dimension, rows, 4);
    put(dimension, 0, 2);
    put(dimension, columns, 2);
    put(dimension, 0, 2);
    bodies.push_back(begin(0x0010) + record(0x0200, dimension) + body + record(0x000A, ""));
  }
  std::string shared;
  put(shared, count, 4);
  put(shared, count, 4);
  const std::string before = begin(0x0005) + record(0x0042, std::string("\xB0\x04", 2)) +
                             record(0x0022, std::string(2, '\0')) + style(0) + style(14);
  const std::string after = record(0x00FC, shared + strings) + record(0x000A, "");
  std::size_t at = before.size() + after.size();
  for (std::size_t i = 0; i < sheets.size(); ++i) at += 4 + 8 + utf16("表1").size();
  std::string list;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    std::string body;
    put(body, at, 4);
    put(body, 0, 2);
    put(body, 2, 1);
    put(body, 1, 1);
    list += record(0x0085, body + utf16("表" + std::to_string(i + 1)));
    at += bodies[i].size();
  }
  std::string book = before + list + after;
  for (const std::string& body : bodies) book += body;
  return make_ole({{"Workbook", book}});
}

}  // namespace leian::test
