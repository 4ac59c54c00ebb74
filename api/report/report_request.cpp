#include "api/report/report_request.hpp"

#include "api/json/given_case.hpp"

namespace leian::api {

Result<std::vector<query::SimilarRequest>> lookups_of(const query::SimilarRequest& lookup,
                                                      const std::vector<std::string>& senses) {
  if (senses.empty()) return std::vector{lookup};
  std::vector<query::SimilarRequest> lookups;
  for (const std::string& name : senses) {
    lookups.push_back(lookup);
    LEIAN_TRY(lookups.back().sense, sense_named(name));
  }
  return lookups;
}

Result<query::ReportRequest> report_request(const nlohmann::json& json, const KindSet& kinds) {
  query::ReportRequest request;
  LEIAN_TRY(query::SimilarRequest lookup, similar_request(json));
  if (!json.contains(kReportLimitParameter.name)) lookup.limit = kUsualReportCases;
  lookup.beside = json.value("beside", true);
  if (json.contains("given")) {
    LEIAN_TRY(lookup.given, given_record(json["given"], lookup.kind, kinds));
  }
  LEIAN_TRY(request.lookups, lookups_of(lookup, json.value("senses", std::vector<std::string>())));
  request.user = json.value("user", "");
  request.title = json.value("title", "");
  return request;
}

}  // namespace leian::api
