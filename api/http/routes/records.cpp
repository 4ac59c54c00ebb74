// GET /v1/records/{id}: one record, whole, as it was last written: also where searches do not find that yet.
#include "api/http/router.hpp"
#include "api/json/answer.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

Result<Record> record(Service& service, const Call& call) {
  if (call.parameter.empty() || call.parameter.size() > kMaxIdBytes)
    return err(ErrorCode::BadUsage, Msg::IdLength, kMaxIdBytes);
  if (auto newest = service.writes.newest(service.principal, call.parameter)) {
    if (!*newest) return err(ErrorCode::NotFound, Msg::RecordMissing, call.parameter);
    return **std::move(newest);
  }
  LEIAN_TRY(const auto gate, service.keeper.gate());
  return gate->record(service.principal, call.parameter);
}

}  // namespace

Reply get_record(Service& service, const Call& call) {
  const auto found = record(service, call);
  if (!found) return problem_reply(found.error());
  const auto gate = service.keeper.gate();
  if (!gate) return problem_reply(gate.error());
  // Of the record as the caller may see it: what PUT gave, and no hint at what was taken out.
  return with_etag(json_reply(record_json(*found, *(*gate)->schema())), etag_of(to_json(*found).dump()),
                   call);
}

}  // namespace leian::api
