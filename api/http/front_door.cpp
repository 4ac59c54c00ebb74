#include "api/http/front_door.hpp"

#include <algorithm>

#include "api/http/security.hpp"
#include "api/http/url.hpp"
#include "api/json/given_case.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kShownCharacters = 80;

std::string_view media_type(BodyType body) {
  return body == BodyType::JsonLines ? "application/x-ndjson" : "application/json";
}

/// That media type, with no charset but UTF-8.
bool is_type(std::string_view wanted, std::string_view type) {
  std::string plain;
  for (const char c : type)
    if (c != ' ' && c != '\t' && c != '"')
      plain += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return plain == wanted || plain == std::string(wanted) + ";charset=utf-8";
}

std::optional<Reply> refuse_type(const Route& route, const std::string& type) {
  if (route.body != BodyType::JsonOrDocument) {
    if (is_type(media_type(route.body), type)) return std::nullopt;
    return problem_reply(kUnsupportedMediaType, Msg::ContentType, excerpt(type, kShownCharacters),
                         media_type(route.body));
  }
  if (is_type("application/json", type)) return std::nullopt;
  std::string known = "application/json";
  for (const DocumentType& one : document_types()) {
    if (one.media == media_type_of(type)) return std::nullopt;
    known += ", " + std::string(one.media);
  }
  return problem_reply(kUnsupportedMediaType, Msg::ContentTypes, excerpt(type, kShownCharacters), known);
}

std::optional<Reply> refuse_caller(const httplib::Request& request, int port) {
  const ProblemType& forbidden = problem_type(ErrorCode::Forbidden);
  const std::string host = request.get_header_value("Host");
  if (!is_own_host(host, port))
    return problem_reply(forbidden, Msg::HostForeign, excerpt(host, kShownCharacters));
  const std::size_t origins = request.get_header_value_count("Origin");
  const std::string origin = request.get_header_value("Origin");
  if (origins > 1 || (origins == 1 && !is_own_origin(origin, port)))
    return problem_reply(forbidden, Msg::OriginForeign, excerpt(origin, kShownCharacters));
  return std::nullopt;
}

std::optional<Reply> refuse_body(const httplib::Request& request, const Connection& connection,
                                 const Route& route, const ServerLimits& limits) {
  // An inflated body is bounded by nothing the library counts, so none is inflated at all.
  if (request.has_header("Content-Encoding"))
    return problem_reply(kUnsupportedMediaType, Msg::ContentEncoding);
  if (route.body == BodyType::None) return std::nullopt;
  if (!request.has_header("Content-Length")) return problem_reply(kLengthRequired, Msg::LengthRequired);
  if (connection.body_bytes() > limits.body_bytes)
    return problem_reply(problem_type(ErrorCode::TooLarge), Msg::BodyTooLarge, limits.body_bytes);
  return refuse_type(route, request.get_header_value("Content-Type"));
}

}  // namespace

std::string media_type_of(std::string_view content_type) {
  std::string media;
  for (const char c : content_type.substr(0, content_type.find(';')))
    if (c != ' ' && c != '\t') media += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return media;
}

tl::expected<RouteMatch, Reply> admit(const httplib::Request& request, const Connection& connection,
                                      const ServerLimits& limits, int port) {
  if (auto refusal = refuse_caller(request, port)) return tl::unexpected(*std::move(refusal));
  auto route = find_route(request.method, split_target(request.target).path);
  if (!route) return route;
  if (auto refusal = refuse_body(request, connection, *route->route, limits))
    return tl::unexpected(*std::move(refusal));
  return route;
}

}  // namespace leian::api
