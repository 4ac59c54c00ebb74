// /v1/export: every record that a search finds, as a file, sent while it is made; by GET with parameters, by
// POST with the same as JSON.
#include <memory>

#include "api/export/record_writer.hpp"
#include "api/http/router.hpp"
#include "api/http/url.hpp"
#include "api/json/parameters.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

/// One of the exports under way, of which there are only so many.
class Turn {
 public:
  static std::shared_ptr<Turn> take(Service& service) {
    std::shared_ptr<Turn> turn(new Turn(service.exports));
    return turn->number_ > service.limits.exports ? nullptr : turn;
  }
  ~Turn() { --under_way_; }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  explicit Turn(std::atomic<std::size_t>& under_way) : under_way_(under_way), number_(++under_way) {}
  std::atomic<std::size_t>& under_way_;
  const std::size_t number_;
};

struct Begun {
  ExportFormatRow format;
  std::unique_ptr<query::Export> records;
};

Result<Begun> begin(Service& service, const nlohmann::json& parameters) {
  LEIAN_TRY(query::SearchRequest request, search_request(parameters));
  request.budget = service.limits.query_budget;
  LEIAN_TRY(const ExportFormatRow format, export_format(parameters.value("format", "ndjson")));
  LEIAN_TRY(const auto gate, service.keeper.gate());
  LEIAN_TRY(auto records, gate->begin_export(service.principal, request));
  return Begun{format, std::move(records)};
}

Reply reply_to(Service& service, const Result<nlohmann::json>& parameters) {
  if (!parameters) return problem_reply(parameters.error());
  const auto turn = Turn::take(service);
  if (!turn) return problem_reply(kBusy, Msg::Busy);
  auto begun = begin(service, *parameters);
  if (!begun) return problem_reply(begun.error());
  Reply reply;
  reply.type = begun->format.mime;
  reply.headers.emplace_back("Content-Disposition",
                             "attachment; filename=\"leian-export." + std::string(begun->format.name) + '"');
  reply.headers.emplace_back("X-Total-Count", std::to_string(begun->records->total()));
  reply.stream = [turn, format = begun->format.format,
                  records = std::shared_ptr<query::Export>(std::move(begun->records))](
                     const SendBytes& send) { return write_all(*records, format, send).has_value(); };
  return reply;
}

}  // namespace

Reply get_export(Service& service, const Call& call) {
  const auto parameters = parse_query(call.query);
  if (!parameters) return problem_reply(parameters.error());
  return reply_to(service, from_parameters(kExportParameters, *parameters));
}

Reply post_export(Service& service, const Call& call) {
  return reply_to(service, from_body(kExportParameters, call.body));
}

}  // namespace leian::api
