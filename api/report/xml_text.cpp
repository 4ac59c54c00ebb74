#include "api/report/xml_text.hpp"

#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

bool allowed(char32_t point) {
  constexpr char32_t kFirstPrintable = 0x20, kNoncharacter = 0xFFFE, kDelete = 0x7F, kLastC1 = 0x9F;
  if (point == U'\t' || point == U'\n') return true;
  return point >= kFirstPrintable && (point < kDelete || point > kLastC1) &&
         (point & kNoncharacter) != kNoncharacter;
}

void append(std::string& out, char32_t point) {
  switch (point) {
    case U'&':
      out += "&amp;";
      break;
    case U'<':
      out += "&lt;";
      break;
    case U'>':
      out += "&gt;";
      break;
    case U'"':
      out += "&quot;";
      break;
    case U'\'':
      out += "&#39;";
      break;
    default:
      append_utf8(out, point);
  }
}

}  // namespace

std::string xml_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();)
    if (const char32_t point = next_point(text, at); allowed(point)) append(out, point);
  return out;
}

}  // namespace leian::api
