// /v1/search: by GET with parameters, by POST with the same as JSON.
#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/answer.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> search(Service& service, const nlohmann::json& parameters) {
  LEIAN_TRY(query::SearchRequest request, search_request(parameters));
  request.budget = service.limits.query_budget;
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const query::SearchAnswer answer, gate->search(service.principal, request));
  return answer_json(answer, *gate->schema());
}

Reply reply_to(Service& service, const Result<nlohmann::json>& parameters) {
  if (!parameters) return problem_reply(parameters.error());
  const auto answer = search(service, *parameters);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace

Reply get_search(Service& service, const Call& call) {
  const auto parameters = parse_query(call.query);
  if (!parameters) return problem_reply(parameters.error());
  return reply_to(service, from_parameters(kSearchParameters, *parameters));
}

Reply post_search(Service& service, const Call& call) {
  return reply_to(service, from_body(kSearchParameters, call.body));
}

}  // namespace leian::api
