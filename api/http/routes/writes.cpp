// POST /v1/records, PUT and DELETE /v1/records/{id}: live writes. Answered when the journal is on disk.
#include <algorithm>

#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/problem.hpp"
#include "api/json/write_answer.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"
#include "indexer/store/segment_writer.hpp"

namespace leian::api {
namespace {

/// All that makes one request differ from another.
ContentHash fingerprint(std::string_view method, const Call& call) {
  std::string all(method);
  for (const std::string_view part : {call.path, call.query, std::string_view(call.if_match),
                                      std::string_view(call.if_none_match), call.body}) {
    all += '\n';
    all += part;
  }
  return content_hash(all);
}

Result<std::string> key_of(const Call& call) {
  if (call.idempotency_keys == 0) return std::string();
  const std::string& key = call.idempotency_key;
  const bool plain = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c <= '~'; });
  if (call.idempotency_keys > 1 || key.empty() || key.size() > LiveSession::kMaxKeyBytes || !plain)
    return err(ErrorCode::BadUsage, Msg::KeyShape, LiveSession::kMaxKeyBytes);
  return key;
}

/// What all three have in common; rows are the caller's to add.
Result<WriteRequest> request_of(std::string_view method, std::span<const ParameterSpec> known,
                                const Call& call) {
  LEIAN_TRY(const auto given, parse_query(call.query));
  LEIAN_TRY(const auto parameters, from_parameters(known, given));
  WriteRequest request;
  request.kind = parameters.value("kind", "");
  LEIAN_TRY(request.key, key_of(call));
  request.fingerprint = fingerprint(method, call);
  return request;
}

Result<void> check_id(const Call& call) {
  if (call.parameter.empty() || call.parameter.size() > kMaxIdBytes)
    return err(ErrorCode::BadUsage, Msg::IdLength, kMaxIdBytes);
  if (!valid_utf8(call.parameter)) return err(ErrorCode::BadUsage, Msg::NotUtf8, "id");
  return {};
}

Result<WriteAnswer> put(Service& service, const Call& call) {
  LEIAN_TRY(WriteRequest request, request_of("PUT", kWriteParameters, call));
  LEIAN_CHECK(check_id(call));
  LEIAN_TRY(WriteRow row, put_row(call.parameter, call.body));
  LEIAN_TRY(row.condition, parse_condition(call.if_match, call.if_none_match));
  request.rows.push_back(std::move(row));
  return service.writes.write(service.principal, request);
}

Result<WriteAnswer> erase(Service& service, const Call& call) {
  LEIAN_TRY(WriteRequest request, request_of("DELETE", {}, call));
  LEIAN_CHECK(check_id(call));
  WriteRow row{1, "", call.parameter, {}};
  LEIAN_TRY(row.condition, parse_condition(call.if_match, call.if_none_match));
  request.rows.push_back(std::move(row));
  return service.writes.write(service.principal, request);
}

Result<WriteAnswer> bulk(Service& service, const Call& call) {
  if (!call.if_match.empty() || !call.if_none_match.empty())
    return err(ErrorCode::BadUsage, Msg::ConditionShape, "If-Match", "POST");
  LEIAN_TRY(WriteRequest request, request_of("POST", kWriteParameters, call));
  LEIAN_TRY(request.rows, bulk_rows(call.body, service.limits.bulk_rows));
  return service.writes.write(service.principal, request);
}

/// The answer about a single record.
Reply reply_about(const Result<WriteAnswer>& answer) {
  if (!answer) return problem_reply(answer.error());
  if (answer->key_reused) return problem_reply(kKeyReused, Msg::KeyReused);
  if (answer->rows.empty()) return problem_reply(problem_type(ErrorCode::Internal), Msg::InternalFailure);
  const WriteOutcome& outcome = answer->rows.front();
  if (outcome.status == WriteStatus::Rejected && outcome.error)
    return problem_reply(rejection(*outcome.error));
  if (outcome.status == WriteStatus::ConditionFailed)
    return problem_reply(kPreconditionFailed, Msg::ConditionFailed, outcome.id);
  if (outcome.status == WriteStatus::Missing)
    return problem_reply(problem_type(ErrorCode::NotFound), Msg::RecordMissing, outcome.id);
  nlohmann::ordered_json json = outcome_json(outcome);
  json.erase("line");
  Reply reply = json_reply(json);
  constexpr int kCreated = 201;
  if (outcome.status == WriteStatus::Created) reply.status = kCreated;
  if (outcome.status != WriteStatus::Deleted) reply.headers.emplace_back("ETag", etag_of(outcome.hash));
  return reply;
}

}  // namespace

Reply put_record(Service& service, const Call& call) { return reply_about(put(service, call)); }

Reply delete_record(Service& service, const Call& call) { return reply_about(erase(service, call)); }

Reply post_records(Service& service, const Call& call) {
  const auto answer = bulk(service, call);
  if (!answer) return problem_reply(answer.error());
  if (answer->key_reused) return problem_reply(kKeyReused, Msg::KeyReused);
  Reply reply;
  reply.type = "application/x-ndjson";
  for (const WriteOutcome& outcome : answer->rows) reply.body += one_line(outcome_json(outcome)) + '\n';
  return reply;
}

}  // namespace leian::api
