#include "corpora/readers/mhtml.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "corpora/core/messages.hpp"
#include "corpora/readers/decode_text.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/html_text.hpp"

namespace leian {
namespace {

constexpr int kMaxPartDepth = 4;
constexpr int kMaxParts = 1000;

std::string lower(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return low;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// A part: what its headers say, and its body as it stands.
struct Part {
  std::string type;      ///< lower case: text/html
  std::string charset;   ///< lower case
  std::string boundary;  ///< of its own parts
  std::string encoding;  ///< lower case: base64, quoted-printable …
  std::string_view body;
};

std::string parameter(std::string_view value, std::string_view name) {
  const std::string low = lower(value);
  auto at = low.find(std::string(name) + "=");
  if (at == low.npos) return {};
  at += name.size() + 1;
  if (at < value.size() && value[at] == '"') {
    const auto end = std::min(value.find('"', at + 1), value.size());
    return std::string(value.substr(at + 1, end - at - 1));
  }
  return std::string(value.substr(at, std::min(value.find_first_of("; \t\r\n", at), value.size()) - at));
}

void read_header(std::string_view line, Part& part) {
  const auto colon = line.find(':');
  if (colon == line.npos) return;
  const std::string name = lower(trimmed(line.substr(0, colon)));
  const auto value = trimmed(line.substr(colon + 1));
  if (name == "content-type") {
    part.type = lower(trimmed(value.substr(0, value.find(';'))));
    part.charset = lower(parameter(value, "charset"));
    part.boundary = parameter(value, "boundary");
  } else if (name == "content-transfer-encoding") {
    part.encoding = lower(value);
  }
}

Part read_part(std::string_view text) {
  Part part;
  std::string header;  // a line and those that continue it
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && (line[0] == ' ' || line[0] == '\t')) {
      header += line;
      continue;
    }
    read_header(header, part);
    header = line;
    if (trimmed(line).empty()) break;
  }
  read_header(header, part);
  part.body = text;
  return part;
}

/// The parts between the boundary lines of `body`.
std::vector<std::string_view> split_parts(std::string_view body, const std::string& boundary) {
  std::vector<std::string_view> parts;
  const std::string mark = "--" + boundary;
  auto at = body.starts_with(mark) ? 0 : body.find("\n" + mark);
  while (at != body.npos && parts.size() < kMaxParts) {
    at = body.find('\n', at + mark.size());
    if (at == body.npos) break;
    const auto end = body.find("\n" + mark, at);
    parts.push_back(body.substr(at + 1, end == body.npos ? body.npos : end - std::min(end, at + 1)));
    if (end == body.npos || body.substr(end + 1 + mark.size(), 2) == "--") break;
    at = end;
  }
  return parts;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

std::string from_quoted_printable(std::string_view text) {
  std::string bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '=') {
      bytes += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high >= 0 && low >= 0) {
      bytes += static_cast<char>(high * 16 + low);
      i += 2;
    } else {  // a soft line break, with white space that may have crept in behind the =
      const auto end = text.find_first_not_of(" \t\r", i + 1);
      if (end == text.npos) break;
      if (text[end] == '\n') i = end;
    }
  }
  return bytes;
}

std::string from_base64(std::string_view text) {
  std::string bytes;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : text) {
    int value = -1;
    if (c >= 'A' && c <= 'Z') value = c - 'A';
    if (c >= 'a' && c <= 'z') value = c - 'a' + 26;
    if (c >= '0' && c <= '9') value = c - '0' + 52;
    if (c == '+') value = 62;
    if (c == '/') value = 63;
    if (c == '=') break;
    if (value < 0) continue;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    if ((count += 6) < 8) continue;
    count -= 8;
    bytes += static_cast<char>(bits >> count & 0xFF);
  }
  return bytes;
}

std::string decoded(const Part& part) {
  if (part.encoding == "base64") return from_base64(part.body);
  if (part.encoding == "quoted-printable") return from_quoted_printable(part.body);
  return std::string(part.body);
}

/// The first part of that type, in the order they stand.
std::optional<Part> find_part(const Part& within, std::string_view type, int depth) {
  if (within.type == type) return within;
  if (!within.type.starts_with("multipart/") || within.boundary.empty() || depth == kMaxPartDepth)
    return std::nullopt;
  for (const std::string_view text : split_parts(within.body, within.boundary))
    if (auto found = find_part(read_part(text), type, depth + 1)) return found;
  return std::nullopt;
}

}  // namespace

Result<std::string> mhtml_text(std::string_view bytes, const std::string& file) {
  const Part whole = read_part(bytes);
  if (const auto page = find_part(whole, "text/html", 0))
    return html_text(decoded(*page), page->charset, file);
  if (const auto plain = find_part(whole, "text/plain", 0))
    return decode_text(decoded(*plain), plain->charset);
  return damaged(file, say(Msg::FaultMail));
}

}  // namespace leian
