#include "api/json/consistency.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

Json case_json(const query::AuditedCase& one) {
  Json json = {{"id", one.hit.record.id},
               {"kind", one.hit.record.kind->name()},
               {"title", one.hit.title},
               {"cause", one.cause},
               {"outcome", one.outcome}};
  if (one.surprise) {
    json["surprise"] = *one.surprise;
    return json;
  }
  json["expected"] = one.expected;
  json["low"] = one.low;
  json["high"] = one.high;
  json["deviations"] = one.deviations;
  return json;
}

Json unit_json(const query::AuditedUnit& unit) {
  Json json = {{"value", unit.deviation.unit}, {"label", unit.label}, {"cases", unit.deviation.cases}};
  if (unit.deviation.too_small) {
    json["too_small"] = true;
    return json;
  }
  json["mean"] = unit.deviation.mean;
  json["p"] = unit.deviation.chance;
  json["q"] = unit.deviation.discovery;
  json["departs"] = unit.departs;
  return json;
}

}  // namespace

Result<query::ConsistencyRequest> consistency_request(const nlohmann::json& parameters) {
  query::ConsistencyRequest request;
  request.records.text = parameters.value("q", "");
  request.records.kind = parameters.value("kind", "");
  LEIAN_TRY(request.records.filters, parse_filters(parameters.value("filter", std::vector<std::string>{})));
  request.outcome = parameters.value("outcome", "");
  request.by = parameters.value("by", "");
  request.limit = parameters.value("limit", request.limit);
  request.offset = parameters.value("offset", request.offset);
  return request;
}

Json answer_json(const query::ConsistencyAnswer& answer) {
  Json cases = Json::array(), units = Json::array();
  for (const query::AuditedCase& one : answer.cases) cases.push_back(case_json(one));
  for (const query::AuditedUnit& unit : answer.units) units.push_back(unit_json(unit));
  return {{"outcome", answer.outcome}, {"label", answer.label},           {"unit", answer.unit},
          {"total", answer.total},     {"without", answer.without},       {"cases", std::move(cases)},
          {"units", std::move(units)}, {"generation", answer.generation}, {"took_ms", answer.milliseconds}};
}

}  // namespace leian::api
