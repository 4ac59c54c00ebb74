// /v1/aggregate: statistics; by GET with parameters, by POST with the same as JSON; as JSON, CSV or XLSX.
#include "api/export/stats_table.hpp"
#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/aggregate_json.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

/// The file of a table.
Result<Reply> file_reply(const query::AggregateAnswer& answer, const ExportFormatRow& format) {
  LEIAN_TRY(const StatsTable table, stats_table(answer));
  Reply reply;
  reply.type = format.mime;
  reply.headers.emplace_back("Content-Disposition",
                             "attachment; filename=\"leian-stats." + std::string(format.name) + '"');
  const auto as = format.format == ExportFormat::Csv ? StatsFormat::Csv : StatsFormat::Xlsx;
  LEIAN_CHECK(write_stats(table, as, [&](std::string_view bytes) {
    reply.body += bytes;
    return true;
  }));
  return reply;
}

Result<Reply> aggregate(Service& service, const nlohmann::json& parameters) {
  const std::string name = parameters.value("format", "json");
  const auto format = export_format(name);
  if (name != "json" && (!format || format->format == ExportFormat::Ndjson))
    return err(ErrorCode::BadUsage, Msg::StatsFormatUnknown, name);
  LEIAN_TRY(query::AggregateRequest request, aggregate_request(parameters));
  request.budget = service.limits.query_budget;
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(const query::AggregateAnswer answer, gate->aggregate(service.principal, request));
  if (name == "json") return json_reply(answer_json(answer));
  return file_reply(answer, *format);
}

Reply reply_to(Service& service, const Result<nlohmann::json>& parameters) {
  if (!parameters) return problem_reply(parameters.error());
  auto answer = aggregate(service, *parameters);
  return answer ? *std::move(answer) : problem_reply(answer.error());
}

}  // namespace

Reply get_aggregate(Service& service, const Call& call) {
  const auto parameters = parse_query(call.query);
  if (!parameters) return problem_reply(parameters.error());
  return reply_to(service, from_parameters(kAggregateParameters, *parameters));
}

Reply post_aggregate(Service& service, const Call& call) {
  return reply_to(service, from_body(kAggregateParameters, call.body));
}

}  // namespace leian::api
