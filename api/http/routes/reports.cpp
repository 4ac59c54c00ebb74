// POST /v1/reports/similar-cases: a report on similar cases as a file to take away.
#include <fmt/format.h>

#include "api/http/router.hpp"
#include "api/report/report_document.hpp"
#include "api/report/report_request.hpp"
#include "api/report/report_writer.hpp"
#include "corpora/core/clock.hpp"

namespace leian::api {
namespace {

struct MadeReport {
  ReportFormatRow format;
  std::string name;
  std::string bytes;
};

Result<MadeReport> make(Service& service, const Call& call) {
  LEIAN_TRY(const nlohmann::json parameters, from_body(kReportParameters, call.body));
  LEIAN_TRY(const ReportFormatRow format,
            report_format(parameters.value("format", std::string(kReportFormats[0].name))));
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(query::ReportRequest request, report_request(parameters, *gate->schema()));
  request.at = now();
  for (query::SimilarRequest& lookup : request.lookups) lookup.budget = service.limits.query_budget;
  request.budget = service.limits.query_budget;
  LEIAN_TRY(const query::SimilarReport report, gate->report(service.principal, request));
  LEIAN_TRY(std::string bytes, report_file(report, format.format));
  return MadeReport{format, report_title(report) + "-" + to_string(request.at.date()), std::move(bytes)};
}

/// RFC 6266: a plain name for old programs, the real one for the others. Source: RFC 8187
std::string disposition(const MadeReport& made) {
  std::string encoded;
  for (const char c : made.name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                       (byte >= 'A' && byte <= 'Z') || byte == '-' || byte == '_';
    encoded += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return fmt::format("attachment; filename=\"similar-cases-report.{0}\"; filename*=UTF-8''{1}.{0}",
                     made.format.name, encoded);
}

}  // namespace

Reply post_report(Service& service, const Call& call) {
  auto made = make(service, call);
  if (!made) return problem_reply(made.error());
  Reply reply;
  reply.type = made->format.mime;
  reply.headers.emplace_back("Content-Disposition", disposition(*made));
  reply.body = std::move(made->bytes);
  return reply;
}

}  // namespace leian::api
