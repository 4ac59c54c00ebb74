#include "api/json/beside.hpp"

#include "api/json/answer.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

Json maybe(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

Json tiers_json(const std::vector<query::TierCount>& tiers) {
  Json all = Json::array();
  for (const query::TierCount& tier : tiers)
    all.push_back({{"tier", tier.tier},
                   {"label", tier.label},
                   {"searched", tier.searched},
                   {"alike", tier.alike},
                   {"recent", tier.recent}});
  return all;
}

/// Hits by their ids, as a reader of the list knows them.
Json conflicts_json(const query::SimilarAnswer& answer) {
  Json all = Json::array();
  for (const query::Conflict& conflict : answer.conflicts) {
    Json sides = Json::array();
    for (const query::Conflict::Side& side : conflict.sides) {
      Json ids = Json::array();
      for (const std::size_t hit : side.hits) ids.push_back(answer.hits[hit].hit.record.id);
      sides.push_back({{"outcome", side.outcome}, {"hits", std::move(ids)}});
    }
    all.push_back({{"tier", conflict.tier}, {"sides", std::move(sides)}});
  }
  return all;
}

Json outcomes_json(const std::vector<query::Outcomes>& outcomes) {
  Json all = Json::array();
  for (const query::Outcomes& one : outcomes) {
    Json values = Json::array();
    for (const query::Bucket& bucket : one.counts.buckets)
      values.push_back({{"value", bucket.value}, {"label", bucket.label}, {"count", bucket.count}});
    all.push_back({{"field", one.counts.field},
                   {"label", one.label},
                   {"values", std::move(values)},
                   {"here", one.here}});
  }
  return all;
}

Json spreads_json(const std::vector<query::Spread>& spreads) {
  Json all = Json::array();
  for (const query::Spread& spread : spreads)
    all.push_back({{"field", spread.field},
                   {"label", spread.label},
                   {"count", spread.count},
                   {"min", spread.min},
                   {"p25", spread.p25},
                   {"median", spread.median},
                   {"p75", spread.p75},
                   {"max", spread.max},
                   {"here", maybe(spread.here)},
                   {"below", maybe(spread.below)}});
  return all;
}

Json handlers_json(const std::vector<query::Handler>& handlers) {
  Json all = Json::array();
  for (const query::Handler& handler : handlers)
    all.push_back({{"field", handler.field},
                   {"field_label", handler.field_label},
                   {"value", handler.value},
                   {"label", handler.label},
                   {"cases", handler.cases},
                   {"ended", handler.ended},
                   {"settled", handler.settled},
                   {"median_days", maybe(handler.median_days)},
                   {"came_back_rate", maybe(handler.came_back_rate)}});
  return all;
}

Json beside_json(const query::Beside& beside) {
  Json terms = Json::array();
  for (const auto& [id, text] : beside.terms) terms.push_back({{"id", id}, {"text", marked_html(text)}});
  return {{"cases", beside.cases},
          {"outcomes", outcomes_json(beside.outcomes)},
          {"spreads", spreads_json(beside.spreads)},
          {"handlers", handlers_json(beside.handlers)},
          {"settled_rate", maybe(beside.settled_rate)},
          {"agreed_rate", maybe(beside.agreed_rate)},
          {"fulfilled_rate", maybe(beside.fulfilled_rate)},
          {"came_back_rate", maybe(beside.came_back_rate)},
          {"terms", std::move(terms)}};
}

Json parts_json(const std::vector<query::Part>& parts) {
  Json all = Json::array();
  for (const query::Part& part : parts) {
    Json one = {{"text", part.text}};
    if (part.passage) one["passage"] = *part.passage;
    all.push_back(std::move(one));
  }
  return all;
}

Json fields_json(const std::vector<query::ComparedField>& fields) {
  Json all = Json::array();
  for (const query::ComparedField& field : fields)
    all.push_back(
        {{"field", field.field}, {"label", field.label}, {"values", field.values}, {"same", field.same}});
  return all;
}

Json sections_json(const std::vector<query::ComparedSection>& sections) {
  Json all = Json::array();
  for (const query::ComparedSection& section : sections) {
    Json texts = Json::array();
    for (const auto& text : section.texts) texts.push_back(parts_json(text));
    all.push_back({{"section", section.section}, {"label", section.label}, {"texts", std::move(texts)}});
  }
  return all;
}

}  // namespace

void add_tier(Json& hit, const query::SimilarHit& similar) {
  if (similar.tier.empty()) return;
  hit["tier"] = similar.tier;
  hit["recent"] = similar.recent;
}

void add_beside(Json& json, const query::SimilarAnswer& answer) {
  if (!answer.tiers.empty()) json["tiers"] = tiers_json(answer.tiers);
  json["conflicts"] = conflicts_json(answer);
  if (answer.beside) json["beside"] = beside_json(*answer.beside);
}

Json comparison_json(const query::ComparedCases& comparison) {
  Json cases = Json::array();
  for (const query::ComparedCase& one : comparison.cases)
    cases.push_back({{"id", one.id}, {"kind", one.kind}, {"title", one.title}});
  Json passages = Json::array();
  for (const query::SharedPassage& passage : comparison.passages)
    passages.push_back({{"cases", passage.cases}, {"length", passage.length}});
  return {{"cases", std::move(cases)},
          {"fields", fields_json(comparison.fields)},
          {"sections", sections_json(comparison.sections)},
          {"passages", std::move(passages)},
          {"generation", comparison.generation},
          {"took_ms", comparison.milliseconds}};
}

}  // namespace leian::api
