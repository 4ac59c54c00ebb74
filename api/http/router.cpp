#include "api/http/router.hpp"

#include <algorithm>
#include <array>

#include "api/http/url.hpp"
#include "api/web/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kShownCharacters = 120;

constexpr std::array kRoutes{
    Route{"GET", "/healthz", get_healthz},
    Route{"GET", "/readyz", get_readyz},
    Route{"GET", "/metrics", get_metrics},
    Route{"GET", "/openapi.json", get_web_file},
    Route{"GET", "/v1/kinds", get_kinds},
    Route{"GET", "/v1/search", get_search},
    Route{"POST", "/v1/search", post_search, BodyType::Json},
    Route{"POST", "/v1/records", post_records, BodyType::JsonLines},
    Route{"GET", "/v1/records/{id}", get_record},
    Route{"PUT", "/v1/records/{id}", put_record, BodyType::Json},
    Route{"DELETE", "/v1/records/{id}", delete_record},
    Route{"GET", "/v1/export", get_export},
    Route{"POST", "/v1/export", post_export, BodyType::Json},
    Route{"GET", "/v1/similar", get_similar},
    Route{"POST", "/v1/similar", post_similar, BodyType::JsonOrDocument},
    Route{"POST", "/v1/reports/similar-cases", post_report, BodyType::Json},
    Route{"GET", "/v1/compare", get_compare},
    Route{"POST", "/v1/compare", post_compare, BodyType::Json},
    Route{"GET", "/v1/aggregate", get_aggregate},
    Route{"POST", "/v1/aggregate", post_aggregate, BodyType::Json},
    Route{"GET", "/v1/suggest", get_suggest},
    Route{"POST", "/v1/suggest", post_suggest, BodyType::Json},
    Route{"GET", "/v1/audit/clocks", get_clocks},
    Route{"GET", "/v1/audit/consistency", get_consistency},
    Route{"GET", "/v1/audit/repeats", get_repeats},
};

constexpr Route kWebFile{"GET", "/{file}", get_web_file};

/// The text that stands for a pattern's parameter ("" where it has none); nothing where the path is another.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path) {
  const std::size_t brace = pattern.find('{');
  if (brace == std::string_view::npos)
    return pattern == path ? std::optional(std::string_view()) : std::nullopt;
  if (!path.starts_with(pattern.substr(0, brace))) return std::nullopt;
  const std::string_view parameter = path.substr(brace);
  if (parameter.empty() || parameter.find('/') != std::string_view::npos) return std::nullopt;
  return parameter;
}

bool is_web_file(std::string_view path) {
  const auto files = web_files();
  return std::any_of(files.begin(), files.end(), [&](const WebFile& file) { return file.path == path; });
}

void allow(std::string& methods, std::string_view method) {
  if (!methods.empty()) methods += ", ";
  methods += method;
  if (method == "GET") methods += ", HEAD";
}

Reply not_allowed(std::string_view method, const std::string& methods) {
  Reply reply =
      problem_reply(kMethodNotAllowed, Msg::MethodNotAllowed, excerpt(method, kShownCharacters), methods);
  reply.headers.emplace_back("Allow", methods);
  return reply;
}

}  // namespace

std::span<const Route> routes() { return kRoutes; }

tl::expected<RouteMatch, Reply> find_route(std::string_view method, std::string_view path) {
  const std::string_view wanted = method == "HEAD" ? "GET" : method;
  std::string methods;
  for (const Route& route : kRoutes) {
    const auto parameter = match(route.path, path);
    if (!parameter) continue;
    if (route.method != wanted) {
      allow(methods, route.method);
      continue;
    }
    auto decoded = decode_component(*parameter, route.path);
    if (!decoded) return tl::unexpected(problem_reply(decoded.error()));
    return RouteMatch{&route, *std::move(decoded)};
  }
  if (methods.empty() && is_web_file(path)) {
    if (wanted == "GET") return RouteMatch{&kWebFile, {}};
    allow(methods, "GET");
  }
  if (!methods.empty()) return tl::unexpected(not_allowed(method, methods));
  const Error missing = err(ErrorCode::NotFound, Msg::RouteMissing, excerpt(path, kShownCharacters)).value();
  return tl::unexpected(problem_reply(missing));
}

}  // namespace leian::api
