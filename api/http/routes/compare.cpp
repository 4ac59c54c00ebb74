// /v1/compare: by GET with ids, by POST with the same as JSON and a text that is not in the index.
#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/beside.hpp"
#include "api/json/parameters.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> compare(Service& service, const nlohmann::json& parameters) {
  query::CompareRequest request = compare_request(parameters);
  request.budget = service.limits.query_budget;
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const query::ComparedCases answer, gate->compare(service.principal, request));
  return comparison_json(answer);
}

Reply reply_to(Service& service, const Result<nlohmann::json>& parameters) {
  if (!parameters) return problem_reply(parameters.error());
  const auto answer = compare(service, *parameters);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace

Reply get_compare(Service& service, const Call& call) {
  const auto parameters = parse_query(call.query);
  if (!parameters) return problem_reply(parameters.error());
  return reply_to(service, from_parameters(kCompareParameters, *parameters));
}

Reply post_compare(Service& service, const Call& call) {
  return reply_to(service, from_body(kCompareParameters, call.body));
}

}  // namespace leian::api
