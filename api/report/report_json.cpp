#include "api/report/report_json.hpp"

#include "api/json/beside.hpp"
#include "api/report/report_document.hpp"
#include "api/report/report_log.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

Json card_json(const query::CaseCard& card) {
  Json json{{"id", card.id},           {"kind", card.kind},      {"title", card.title},
            {"case_no", card.case_no}, {"organ", card.organ},    {"handler", card.handler},
            {"cause", card.cause},     {"outcome", card.outcome}};
  json["date"] = card.date ? Json(to_string(*card.date)) : Json(nullptr);
  return json;
}

Json gist_json(const std::vector<query::GistPart>& parts) {
  Json all = Json::array();
  for (const query::GistPart& part : parts)
    all.push_back({{"label", part.label},
                   {"text", part.text},
                   {"from_start", part.from_start},
                   {"to_end", part.to_end}});
  return all;
}

Json differences_json(const std::vector<query::Difference>& differences) {
  Json all = Json::array();
  for (const query::Difference& one : differences)
    all.push_back({{"field", one.field}, {"label", one.label}, {"here", one.here}, {"there", one.there}});
  return all;
}

/// Left for the person: followed (参照), consulted (参考) or neither, and why.
Json judgement_json() { return {{"follow", nullptr}, {"reasons", ""}}; }

/// Tiers, conflicts and what stands beside the list; empty where they were not asked for.
void add_standing(Json& json, const query::SimilarAnswer& answer) {
  json["tiers"] = Json::array();
  json["conflicts"] = Json::array();
  json["beside"] = nullptr;
  add_beside(json, answer);
}

Json case_json(const query::ReportCase& similar) {
  Json json = card_json(similar.card);
  json["tier"] = similar.tier;
  json["tier_label"] = similar.tier_label;
  json["recent"] = similar.recent;
  json["score"] = similar.score;
  json["gist"] = gist_json(similar.gist);
  json["reasons"] = reasons_json(similar.reasons);
  json["differences"] = differences_json(similar.differences);
  Json& found_by = json["found_by"] = Json::array();
  for (const std::size_t lookup : similar.found_by) found_by.push_back(lookup + 1);
  json["judgement"] = judgement_json();
  return json;
}

}  // namespace

Json report_json(const query::SimilarReport& report) {
  Json log = log_json(report);
  Json json{{"report", "similar-cases"},
            {"form", kReportLogForm},
            {"title", report_title(report)},
            {"user", report.user},
            {"account", report.account},
            {"at", to_string(report.at)},
            {"platform", kReportPlatform},
            {"version", report_version()},
            {"index",
             {{"generation", report.revision.generation},
              {"records", report.revision.records},
              {"analyzer", report.revision.analyzer}}},
            {"method", method_of(report)}};
  json["pending"] = card_json(report.pending.card);
  json["pending"]["gist"] = gist_json(report.pending.gist);
  json["disputes"] = gist_json(report.pending.disputes);
  Json& cases = json["cases"] = Json::array();
  for (const query::ReportCase& similar : report.cases) cases.push_back(case_json(similar));
  add_standing(json, report.lookups.front().answer);
  json["judgement"] = judgement_json();
  json["signature"] = {{"name", ""}, {"date", nullptr}};
  json["log_sha256"] = log_checksum(nlohmann::json(log));
  json["log"] = std::move(log);
  return json;
}

}  // namespace leian::api
