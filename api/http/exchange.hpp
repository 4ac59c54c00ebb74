/// A request as handlers see it and a reply as they give it; the HTTP library stays out of both.
#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "api/http/status.hpp"
#include "corpora/core/result.hpp"

namespace leian::api {

/// Views live as long as the call.
struct Call {
  std::string_view path;   ///< as sent, not decoded
  std::string_view query;  ///< as sent, without `?`
  std::string parameter;   ///< the decoded {…} of the route's path
  std::string_view body;
  std::string if_none_match;
  std::string if_match;
  std::string idempotency_key;
  std::size_t idempotency_keys = 0;  ///< how many such headers there are
  std::string content_type = {};     ///< of the body: the media type alone, in lower case
};

/// Sends bytes on; false where the caller is gone.
using SendBytes = std::function<bool(std::string_view)>;

struct Reply {
  int status = 200;
  std::string type = "application/json";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers = {};
  /// Instead of a body: called once to send it piece by piece. False: it broke off, and the caller is to
  /// notice.
  std::function<bool(const SendBytes&)> stream = {};
};

Reply json_reply(const nlohmann::ordered_json&);
Reply problem_reply(const Error&);
Reply problem_reply(const ProblemType&, const Text& what, const Text& hint);

template <class... Args>
Reply problem_reply(const ProblemType& type, Msg message, const Args&... args) {
  return problem_reply(type, say(message, args...), hint_for(message));
}

/// `reply` with its ETag, or 304 without a body where the caller already holds it.
/// Source: RFC 9110 sections 8.8.3, 13.1.2
Reply with_etag(Reply reply, std::string_view etag, const Call&);
/// A strong validator made from the content: "\"5f3a…\"".
std::string etag_of(std::string_view content);

/// Status line, headers and body as they go over the wire, for answers given outside the library; the
/// connection closes.
std::string wire_form(const Reply&);

}  // namespace leian::api
