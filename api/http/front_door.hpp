/// Whether a request may come in: from this machine, to a route there is, with a body that route takes.
/// Decided from the head alone, before a byte of the body is read.
/// Threads: pure.
#pragma once
#include <httplib.h>

#include "api/http/connection.hpp"
#include "api/http/router.hpp"

namespace leian::api {

/// The route, or why not: 403 (Host, Origin), 404, 405, 411, 413, 415.
tl::expected<RouteMatch, Reply> admit(const httplib::Request&, const Connection&, const ServerLimits&,
                                      int port);

/// "text/plain" of "Text/Plain; charset=utf-8".
std::string media_type_of(std::string_view content_type);

}  // namespace leian::api
