// /v1/similar: by GET with parameters, by POST with the same as JSON.
#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/answer.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> similar(Service& service, const nlohmann::json& parameters) {
  LEIAN_TRY(query::SimilarRequest request, similar_request(parameters));
  request.budget = service.limits.query_budget;
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const query::SimilarAnswer answer, gate->similar(service.principal, request));
  return answer_json(answer, *gate->schema());
}

Reply reply_to(Service& service, const Result<nlohmann::json>& parameters) {
  if (!parameters) return problem_reply(parameters.error());
  const auto answer = similar(service, *parameters);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace

Reply get_similar(Service& service, const Call& call) {
  const auto parameters = parse_query(call.query);
  if (!parameters) return problem_reply(parameters.error());
  return reply_to(service, from_parameters(kSimilarParameters, *parameters));
}

Reply post_similar(Service& service, const Call& call) {
  return reply_to(service, from_body(kSimilarParameters, call.body));
}

}  // namespace leian::api
