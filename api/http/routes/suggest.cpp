// /v1/suggest: by GET with parameters, by POST with the same as JSON, which keeps what is typed out of URLs.
#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/answer.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> suggest(Service& service, const nlohmann::json& parameters) {
  LEIAN_TRY(query::SuggestRequest request, suggest_request(parameters));
  request.budget = std::min(request.budget, service.limits.query_budget);
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const query::SuggestAnswer answer, gate->suggest(service.principal, request));
  return answer_json(answer);
}

Reply reply_to(Service& service, const Result<nlohmann::json>& parameters) {
  if (!parameters) return problem_reply(parameters.error());
  const auto answer = suggest(service, *parameters);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace

Reply get_suggest(Service& service, const Call& call) {
  const auto parameters = parse_query(call.query);
  if (!parameters) return problem_reply(parameters.error());
  return reply_to(service, from_parameters(kSuggestParameters, *parameters));
}

Reply post_suggest(Service& service, const Call& call) {
  return reply_to(service, from_body(kSuggestParameters, call.body));
}

}  // namespace leian::api
