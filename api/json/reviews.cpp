#include "api/json/reviews.hpp"

#include "api/json/parameters.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/record/strict_json.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kDrawFormat = 1;

Json text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

Json filters_json(const std::vector<query::Filter>& filters) {
  Json all = Json::array();
  for (const auto& filter : filters) all.push_back(filter.field + "=" + filter.value);
  return all;
}

Json line_json(const query::ContentLine& line) {
  return {{"item", line.item},
          {"label", text_json(line.label)},
          {"article", text_json(line.article)},
          {"force", name_of(line.force)},
          {"status", name_of(line.status)},
          {"field", line.field},
          {"sentence", line.sentence}};
}

Json line_json(const ScoreFinding& finding) {
  return {{"check", finding.check}, {"what", text_json(finding.what)}};
}

template <class Line>
Json items_json(const std::vector<query::InspectedRecord<Line>>& items) {
  Json all = Json::array();
  for (const auto& item : items) {
    Json lines = Json::array();
    for (const Line& line : item.lines) lines.push_back(line_json(line));
    Json json{{"id", item.id}, {"title", item.title}};
    if (!item.document.empty()) json["document"] = item.document;
    json["findings"] = std::move(lines);
    all.push_back(std::move(json));
  }
  return all;
}

Json strata_json(const query::DrawAnswer& answer) {
  Json strata = Json::array();
  for (const auto& stratum : answer.strata)
    strata.push_back({{"group", stratum.values},
                      {"labels", stratum.labels},
                      {"population", stratum.population},
                      {"drawn", stratum.drawn}});
  return strata;
}

Json cases_json(const query::DrawAnswer& answer) {
  Json cases = Json::array();
  for (const auto& drawn : answer.cases)
    cases.push_back(
        {{"id", drawn.id}, {"title", drawn.title}, {"stratum", drawn.stratum}, {"rules", drawn.rules}});
  return cases;
}

/// Reads the members of a record; what is not of the shape wanted is an exception of nlohmann's.
DrawRecord record_of(const nlohmann::json& json) {
  DrawRecord record;
  query::DrawRequest& request = record.request;
  request.type = json.at("type").get<std::string>();
  request.records.kind = json.at("kind").get<std::string>();
  request.records.text = json.at("query").get<std::string>();
  request.count = json.at("count").get<std::uint32_t>();
  request.by = json.at("by").get<std::vector<std::string>>();
  request.least = json.at("least").get<std::uint32_t>();
  request.rules = json.at("rules").get<std::vector<std::string>>();
  request.seed = std::stoull(json.at("seed").get<std::string>());
  request.as_of = parse_date(json.at("as_of").get<std::string>()).value();
  for (const auto& drawn : json.at("cases")) record.ids.push_back(drawn.at("id").get<std::string>());
  record.population = json.at("population").get<std::uint64_t>();
  record.generation = json.at("generation").get<std::uint64_t>();
  return record;
}

}  // namespace

nlohmann::ordered_json answer_json(const query::DrawAnswer& answer) {
  const query::DrawRequest& asked = answer.asked;
  return {{"leian_draw", kDrawFormat},
          {"type", asked.type},
          {"kind", asked.records.kind},
          {"query", asked.records.text},
          {"filters", filters_json(asked.records.filters)},
          {"rules", asked.rules},
          {"by", asked.by},
          {"count", asked.count},
          {"least", asked.least},
          {"seed", std::to_string(asked.seed)},
          {"as_of", to_string(asked.as_of)},
          {"generation", answer.generation},
          {"population", answer.population},
          {"strata", strata_json(answer)},
          {"drawn", answer.cases.size()},
          {"cases", cases_json(answer)}};
}

Result<DrawRecord> read_draw_record(std::string_view text, std::string_view origin) {
  const auto bad = [&](std::string_view why) {
    return err(ErrorCode::BadInput, Msg::DrawRecordBad, origin, why);
  };
  const auto json = parse_strict_json(text);
  if (!json) return bad(json.error().zh);
  try {
    if (json->at("leian_draw") != kDrawFormat) return bad("leian_draw");
    DrawRecord record = record_of(*json);
    LEIAN_TRY(record.request.records.filters,
              parse_filters(json->at("filters").get<std::vector<std::string>>()));
    return record;
  } catch (const std::exception& fault) {
    return bad(fault.what());
  }
}

nlohmann::ordered_json answer_json(const query::ContentsAnswer& answer) {
  Json tallies = Json::array();
  for (const auto& tally : answer.tallies)
    tallies.push_back({{"document", tally.document},
                       {"document_label", text_json(tally.document_label)},
                       {"item", tally.item},
                       {"label", text_json(tally.label)},
                       {"article", text_json(tally.article)},
                       {"force", name_of(tally.force)},
                       {"present", tally.present},
                       {"missing", tally.missing},
                       {"unknown", tally.unknown}});
  return {{"records", answer.records},         {"documents", answer.documents},
          {"items", std::move(tallies)},       {"total", answer.total},
          {"found", items_json(answer.items)}, {"generation", answer.generation},
          {"took_ms", answer.milliseconds}};
}

nlohmann::ordered_json answer_json(const query::ScoresAnswer& answer) {
  return {{"records", answer.records},         {"reviewed", answer.reviewed},
          {"checks", answer.checks},           {"total", answer.total},
          {"found", items_json(answer.items)}, {"generation", answer.generation},
          {"took_ms", answer.milliseconds}};
}

nlohmann::ordered_json answer_json(const query::CoverageAnswer& answer) {
  Json rows = Json::array();
  for (const auto& row : answer.rows) {
    const Json share = row.units == 0
                           ? Json(nullptr)
                           : Json(static_cast<double>(row.reviewed_units) / static_cast<double>(row.units));
    rows.push_back({{"level", row.level},
                    {"units", row.units},
                    {"reviewed_units", row.reviewed_units},
                    {"share", share},
                    {"cases", row.cases},
                    {"reviewed_cases", row.reviewed_cases}});
  }
  return {{"rows", std::move(rows)}, {"generation", answer.generation}, {"took_ms", answer.milliseconds}};
}

}  // namespace leian::api
