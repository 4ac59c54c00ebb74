// /v1/audit/repeats: chains of petitions about one matter, as they were joined last.
#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/parameters.hpp"
#include "api/json/repeats_answer.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> repeats(Service& service, const nlohmann::json& parameters) {
  LEIAN_TRY(query::RepeatsRequest request, repeats_request(parameters));
  request.budget = service.limits.query_budget;
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const query::RepeatsAnswer answer, gate->repeats(service.principal, request));
  return answer_json(answer);
}

}  // namespace

Reply get_repeats(Service& service, const Call& call) {
  const auto parameters = parse_query(call.query);
  if (!parameters) return problem_reply(parameters.error());
  const auto checked = from_parameters(kRepeatsParameters, *parameters);
  if (!checked) return problem_reply(checked.error());
  const auto answer = repeats(service, *checked);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace leian::api
