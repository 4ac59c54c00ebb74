#include "api/http/head.hpp"

#include <algorithm>
#include <charconv>

#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

constexpr std::uint64_t kMaxDeclaredBytes = std::uint64_t{1} << 62;  // so that sums of lengths cannot wrap
constexpr std::string_view kLineEnd = "\r\n";

/// RFC 9110 section 5.6.2.
bool is_token_character(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

/// Everything but controls; a tab may stand in a value.
bool is_plain(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

bool same_name(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool is_request_line(std::string_view line) {
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last) return false;
  const std::string_view target = line.substr(first + 1, last - first - 1);
  const std::string_view version = line.substr(last + 1);
  return is_token(line.substr(0, first)) && target.starts_with('/') &&
         target.find(' ') == std::string_view::npos && is_plain(line) &&
         (version == "HTTP/1.1" || version == "HTTP/1.0");
}

Reply malformed(Msg message) { return problem_reply(problem_type(ErrorCode::BadInput), message); }

/// What the header lines have said so far.
struct Counts {
  std::size_t headers = 0;
  std::size_t hosts = 0;
  std::size_t lengths = 0;
};

std::optional<Reply> examine_header(std::string_view line, Counts& counts, HeadFacts& facts) {
  if (line.size() > kMaxHeaderLine || ++counts.headers > kMaxHeaders)
    return problem_reply(kHeadersTooLarge, Msg::HeadersTooLarge);
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)) || !is_plain(line))
    return malformed(Msg::HeadMalformed);
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (same_name(name, "Host")) ++counts.hosts;
  if (same_name(name, "Transfer-Encoding")) return problem_reply(kLengthRequired, Msg::LengthRequired);
  if (same_name(name, "Content-Length")) {
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), facts.body_bytes);
    const bool whole = error == std::errc{} && end == value.data() + value.size();
    if (++counts.lengths > 1 || !whole || facts.body_bytes > kMaxDeclaredBytes)
      return malformed(Msg::ContentLengthMalformed);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Reply> too_long(std::string_view partial, const ServerLimits& limits) {
  const std::size_t line = std::min(partial.find(kLineEnd), partial.size());
  if (line > limits.url_bytes) return problem_reply(kUriTooLong, Msg::UriTooLong, limits.url_bytes);
  if (partial.size() > limits.head_bytes) return problem_reply(kHeadersTooLarge, Msg::HeadersTooLarge);
  return std::nullopt;
}

tl::expected<HeadFacts, Reply> examine_head(std::string_view head, const ServerLimits& limits) {
  if (auto refusal = too_long(head, limits)) return tl::unexpected(*std::move(refusal));
  HeadFacts facts;
  Counts counts;
  head.remove_suffix(kLineEnd.size());
  const std::size_t first = head.find(kLineEnd);
  if (!is_request_line(head.substr(0, first))) return tl::unexpected(malformed(Msg::HeadMalformed));
  for (head.remove_prefix(first + kLineEnd.size()); !head.empty();) {
    const std::size_t end = head.find(kLineEnd);
    if (auto refusal = examine_header(head.substr(0, end), counts, facts))
      return tl::unexpected(*std::move(refusal));
    head.remove_prefix(end + kLineEnd.size());
  }
  if (counts.hosts != 1) return tl::unexpected(malformed(Msg::HostMalformed));
  return facts;
}

}  // namespace leian::api
