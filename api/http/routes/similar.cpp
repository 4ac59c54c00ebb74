// /v1/similar: by GET with parameters; by POST with the same as JSON, or with a document and the rest as
// parameters.
#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/answer.hpp"
#include "api/json/given_case.hpp"
#include "api/json/parameters.hpp"

namespace leian::api {
namespace {

constexpr std::string_view kJson = "application/json";

/// What is asked, but for a document that came with it.
Result<nlohmann::json> parameters_of(const Call& call, bool in_body) {
  if (in_body) return from_body(kSimilarParameters, call.body);
  LEIAN_TRY(const auto parameters, parse_query(call.query));
  return from_parameters(kSimilarParameters, parameters);
}

/// `document`: the body is one.
Result<nlohmann::ordered_json> similar(Service& service, const nlohmann::json& parameters,
                                       const Call* document) {
  LEIAN_TRY(query::SimilarRequest request, similar_request(parameters));
  request.budget = service.limits.query_budget;
  LEIAN_TRY(const auto gate, service.keeper.gate());
  const auto kinds = gate->schema();
  if (parameters.contains("given")) {
    LEIAN_TRY(request.given, given_record(parameters["given"], request.kind, *kinds));
  }
  if (document != nullptr) LEIAN_CHECK(read_case(document->body, document->content_type, *kinds, request));
  LEIAN_TRY(const query::SimilarAnswer answer, gate->similar(service.principal, request));
  return answer_json(answer, *gate->schema());
}

Reply reply_to(Service& service, const Result<nlohmann::json>& parameters, const Call* document = nullptr) {
  if (!parameters) return problem_reply(parameters.error());
  const auto answer = similar(service, *parameters, document);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace

Reply get_similar(Service& service, const Call& call) {
  return reply_to(service, parameters_of(call, false));
}

Reply post_similar(Service& service, const Call& call) {
  const bool document = call.content_type != kJson;
  return reply_to(service, parameters_of(call, !document), document ? &call : nullptr);
}

}  // namespace leian::api
