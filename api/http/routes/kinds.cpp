// /v1/kinds: the kinds of the index, their fields, and how many records each has.
#include "api/http/router.hpp"
#include "api/json/answer.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> kinds(Service& service) {
  LEIAN_TRY(const auto gate, service.keeper.gate());
  gate->prepare_suggestions();  // who asks for the kinds is about to type
  LEIAN_TRY(const auto counts, gate->kinds(service.principal));
  return kinds_json(counts, *gate->schema());
}

}  // namespace

Reply get_kinds(Service& service, const Call&) {
  const auto answer = kinds(service);
  return answer ? json_reply(*answer) : problem_reply(answer.error());
}

}  // namespace leian::api
