// /v1/records/{id}: one record, whole.
#include "api/http/router.hpp"
#include "api/json/answer.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

Result<nlohmann::ordered_json> record(Service& service, const Call& call) {
  if (call.parameter.empty() || call.parameter.size() > kMaxIdBytes)
    return err(ErrorCode::BadUsage, Msg::IdLength, kMaxIdBytes);
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const Record found, gate->record(service.principal, call.parameter));
  return record_json(found, *gate->schema());
}

}  // namespace

Reply get_record(Service& service, const Call& call) {
  const auto answer = record(service, call);
  if (!answer) return problem_reply(answer.error());
  Reply reply = json_reply(*answer);
  const std::string etag = etag_of(reply.body);
  return with_etag(std::move(reply), etag, call);
}

}  // namespace leian::api
