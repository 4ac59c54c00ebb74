#include "corpora/readers/encoding.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";
constexpr std::string_view kUtf16LeMark = "\xFF\xFE";
constexpr std::string_view kUtf16BeMark = "\xFE\xFF";

/// First bytes of files that are often given by mistake.
constexpr std::array<std::string_view, 7> kBinaryMagic{"PK\x03\x04",
                                                       "%PDF-",
                                                       "\x7F"
                                                       "ELF",
                                                       "\x89PNG",
                                                       "\x1F\x8B",
                                                       "\xD0\xCF\x11\xE0",
                                                       "SQLite format 3"};

unsigned char byte_at(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

bool is_control(unsigned char byte) {
  return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r' && byte != '\f';
}

/// UTF-16 without a mark gives itself away by the zero bytes of its ASCII characters: on one side only.
Encoding detect_utf16(std::string_view head) {
  std::size_t zeros[2] = {0, 0};
  for (std::size_t i = 0; i < head.size(); ++i) zeros[i % 2] += head[i] == '\0';
  const auto clearly = [&](std::size_t most, std::size_t least) {
    return most * 50 > head.size() && least * 10 < most;
  };
  if (head.size() % 2 == 0 && head.size() >= 8) {
    if (clearly(zeros[1], zeros[0]) && zeros[1] > 2) return Encoding::Utf16Le;
    if (clearly(zeros[0], zeros[1]) && zeros[0] > 2) return Encoding::Utf16Be;
  }
  return Encoding::Ascii;
}

struct Tally {
  std::size_t good = 0;  ///< characters of several bytes
  std::size_t bad = 0;   ///< bytes that fit nowhere
};

Tally tally_utf8(std::string_view bytes) {
  constexpr std::size_t kLongest = 4;
  Tally tally;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t start = at;
    const bool ascii = byte_at(bytes, at) < 0x80;
    const char32_t point = next_point(bytes, at);
    if (ascii) continue;
    if (point != kReplacement || at - start == 3)
      ++tally.good;
    else if (start + kLongest <= bytes.size())
      ++tally.bad;  // else cut at the end
  }
  return tally;
}

/// Lead and trail bytes of GBK and the four-byte forms of GB18030.
Tally tally_gb18030(std::string_view bytes) {
  Tally tally;
  for (std::size_t at = 0; at < bytes.size();) {
    const auto lead = byte_at(bytes, at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    if (at + 1 == bytes.size()) break;
    const auto trail = byte_at(bytes, at + 1);
    const bool four = trail >= 0x30 && trail <= 0x39;
    const bool two = trail >= 0x40 && trail != 0x7F && trail != 0xFF;
    const bool fits = lead != 0x80 && lead != 0xFF && (two || four);
    ++(fits ? tally.good : tally.bad);
    at += !fits ? 1 : four ? 4 : 2;
  }
  return tally;
}

}  // namespace

Encoding detect_multibyte(std::string_view bytes) {
  const Tally utf8 = tally_utf8(bytes);
  if (utf8.bad * 2 <= utf8.good) return Encoding::Utf8;  // a few broken bytes are a matter for their rows
  const Tally gb = tally_gb18030(bytes);
  if (gb.bad * 10 <= gb.good) return Encoding::Gb18030;
  return utf8.bad <= 4 ? Encoding::Utf8 : Encoding::Binary;
}

Encoding detect_encoding(std::string_view head) {
  if (head.starts_with(kUtf8Mark)) return Encoding::Utf8;
  if (head.starts_with(kUtf16LeMark)) return Encoding::Utf16Le;
  if (head.starts_with(kUtf16BeMark)) return Encoding::Utf16Be;
  for (const auto magic : kBinaryMagic)
    if (head.starts_with(magic)) return Encoding::Binary;
  if (const Encoding wide = detect_utf16(head); wide != Encoding::Ascii) return wide;
  const auto controls = static_cast<std::size_t>(std::count_if(
      head.begin(), head.end(), [](char c) { return is_control(static_cast<unsigned char>(c)); }));
  if (controls * 5 > head.size()) return Encoding::Binary;
  const bool ascii =
      std::all_of(head.begin(), head.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  return ascii ? Encoding::Ascii : detect_multibyte(head);
}

std::size_t byte_order_mark(std::string_view head, Encoding encoding) {
  if (encoding == Encoding::Utf8 && head.starts_with(kUtf8Mark)) return kUtf8Mark.size();
  if (encoding == Encoding::Utf16Le && head.starts_with(kUtf16LeMark)) return kUtf16LeMark.size();
  if (encoding == Encoding::Utf16Be && head.starts_with(kUtf16BeMark)) return kUtf16BeMark.size();
  return 0;
}

}  // namespace leian
