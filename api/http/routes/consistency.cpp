// /v1/audit/consistency: cases and units whose outcomes depart from comparable ones.
#include "api/json/consistency.hpp"

#include <algorithm>

#include "api/http/router.hpp"
#include "api/http/url.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> consistency(Service& service, const Call& call) {
  LEIAN_TRY(const auto given, parse_query(call.query));
  LEIAN_TRY(const auto parameters, from_parameters(kConsistencyParameters, given));
  LEIAN_TRY(query::ConsistencyRequest request, consistency_request(parameters));
  request.budget = std::min(request.budget, service.limits.query_budget);
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const query::ConsistencyAnswer answer, gate->consistency(service.principal, request));
  return answer_json(answer);
}

}  // namespace

Reply get_consistency(Service& service, const Call& call) {
  const auto answer = consistency(service, call);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace leian::api
