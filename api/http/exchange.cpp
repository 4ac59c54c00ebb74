#include "api/http/exchange.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include "api/http/security.hpp"
#include "api/json/problem.hpp"

namespace leian::api {
namespace {

bool lists_etag(std::string_view header, std::string_view etag) {
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    std::string_view item = header.substr(0, comma);
    header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
    while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
    while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
    if (item.starts_with("W/")) item.remove_prefix(2);
    if (item == "*" || item == etag) return true;
  }
  return false;
}

}  // namespace

Reply json_reply(const nlohmann::ordered_json& json) {
  Reply reply;
  reply.body = one_line(json) + '\n';
  return reply;
}

Reply problem_reply(const ProblemType& type, const Text& what, const Text& hint) {
  Reply reply = json_reply(problem_json(type, what, hint));
  reply.status = type.status;
  reply.type = "application/problem+json";
  if (type.status == 503) reply.headers.emplace_back("Retry-After", "2");
  return reply;
}

Reply problem_reply(const Error& error) {
  return problem_reply(problem_type(error.code), error.what, error.hint);
}

Reply with_etag(Reply reply, std::string_view etag, const Call& call) {
  if (lists_etag(call.if_none_match, etag)) {
    reply.status = 304;
    reply.body.clear();
    reply.type.clear();
  }
  reply.headers.emplace_back("ETag", etag);
  return reply;
}

std::string etag_of(std::string_view content) {
  const XXH128_hash_t hash = XXH3_128bits(content.data(), content.size());
  return fmt::format("\"{:016x}{:016x}\"", hash.high64, hash.low64);
}

std::string wire_form(const Reply& reply) {
  std::string out = fmt::format("HTTP/1.1 {} {}\r\n", reply.status, reason_phrase(reply.status));
  for (const auto& [name, value] : security_headers()) out += fmt::format("{}: {}\r\n", name, value);
  for (const auto& [name, value] : reply.headers) out += fmt::format("{}: {}\r\n", name, value);
  out += fmt::format(
      "Cache-Control: no-store\r\nContent-Type: {}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
      reply.type, reply.body.size());
  return out + reply.body;
}

}  // namespace leian::api
