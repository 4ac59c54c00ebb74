/// The one table of routes. 404, 405 with Allow, HEAD and the contract test all come from it.
/// Paths are matched as they were sent; only a parameter is decoded, so that %2F stays inside it.
/// Threads: constant data, pure functions.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "api/http/exchange.hpp"
#include "api/http/service.hpp"

namespace leian::api {

using Handler = Reply (*)(Service&, const Call&);

/// What a route takes as its body: nothing, application/json, application/x-ndjson (one JSON object a line),
/// or JSON and documents (document_types).
enum class BodyType { None, Json, JsonLines, JsonOrDocument };

struct Route {
  std::string_view method;  ///< GET answers HEAD as well
  std::string_view path;    ///< `{name}` as the last segment stands for one segment of any text
  Handler handler;
  BodyType body = BodyType::None;
};

/// Every route but those of the console's files, which answer GET at their own paths.
std::span<const Route> routes();

struct RouteMatch {
  const Route* route = nullptr;
  std::string parameter;  ///< decoded
};

/// The route for a method and an undecoded path. Errors: a reply of 404, 405 with Allow, or 400 for a broken
/// escape.
tl::expected<RouteMatch, Reply> find_route(std::string_view method, std::string_view path);

/// One handler a route, in routes/.
Reply get_healthz(Service&, const Call&);
Reply get_readyz(Service&, const Call&);
Reply get_metrics(Service&, const Call&);
Reply get_web_file(Service&, const Call&);
Reply get_kinds(Service&, const Call&);
Reply get_search(Service&, const Call&);
Reply post_search(Service&, const Call&);
Reply get_record(Service&, const Call&);
Reply get_export(Service&, const Call&);
Reply post_export(Service&, const Call&);
Reply put_record(Service&, const Call&);
Reply delete_record(Service&, const Call&);
Reply post_records(Service&, const Call&);
Reply get_similar(Service&, const Call&);
Reply post_similar(Service&, const Call&);
Reply post_report(Service&, const Call&);
Reply get_compare(Service&, const Call&);
Reply post_compare(Service&, const Call&);
Reply get_aggregate(Service&, const Call&);
Reply post_aggregate(Service&, const Call&);
Reply get_suggest(Service&, const Call&);
Reply get_repeats(Service&, const Call&);
Reply get_consistency(Service&, const Call&);
Reply post_suggest(Service&, const Call&);
Reply get_clocks(Service&, const Call&);

}  // namespace leian::api
