// /v1/audit/clocks: how statutory clocks stand, and which ran out.
#include "api/json/clocks.hpp"

#include <algorithm>

#include "api/http/router.hpp"
#include "api/http/url.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> clocks(Service& service, const Call& call) {
  LEIAN_TRY(const auto given, parse_query(call.query));
  LEIAN_TRY(const auto parameters, from_parameters(kClockParameters, given));
  LEIAN_TRY(query::ClockRequest request, clock_request(parameters));
  request.budget = std::min(request.budget, service.limits.query_budget);
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const query::ClockAnswer answer, gate->clocks(service.principal, request));
  return answer_json(answer);
}

}  // namespace

Reply get_clocks(Service& service, const Call& call) {
  const auto answer = clocks(service, call);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace leian::api
