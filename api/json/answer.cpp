#include "api/json/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "api/json/beside.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
}

void label_scalar(Json& labels, const FieldSpec& field, const Scalar& scalar, const KindSet& kinds) {
  const auto* code = std::get_if<std::string>(&scalar);
  if (field.type == FieldType::Code && code != nullptr) labels[*code] = label_of(field, *code, kinds);
}

/// {code: label} of one field; of rows, over all their columns.
Json labels_of(const FieldSpec& field, const Value& value, const KindSet& kinds) {
  Json labels = Json::object();
  for (const Scalar& item : value.items) label_scalar(labels, field, item, kinds);
  for (const Row& row : value.rows)
    for (std::size_t i = 0; i < row.size() && i < field.columns.size(); ++i)
      if (row[i]) label_scalar(labels, field.columns[i], *row[i], kinds);
  return labels;
}

Json labels_of(const Record& record, const KindSet& kinds) {
  Json labels = Json::object();
  const auto& fields = record.kind->fields();
  for (std::size_t i = 0; i < fields.size() && i < record.values.size(); ++i)
    if (Json found = labels_of(fields[i], record.values[i], kinds); !found.empty())
      labels[fields[i].name] = std::move(found);
  return labels;
}

Json fields_json(const Record& record) {
  Json fields = to_json(record);
  fields.erase("id");
  fields.erase("kind");
  return fields;
}

Json hit_json(const query::Hit& hit, const KindSet& kinds) {
  return {{"id", hit.record.id},
          {"kind", hit.record.kind->name()},
          {"score", hit.score},
          {"title", hit.title},
          {"snippet", marked_html(hit.snippet)},
          {"fields", fields_json(hit.record)},
          {"labels", labels_of(hit.record, kinds)}};
}

Json hits_json(const std::vector<query::Hit>& hits, const KindSet& kinds) {
  Json all = Json::array();
  for (const query::Hit& hit : hits) all.push_back(hit_json(hit, kinds));
  return all;
}

Json reasons_json(const std::vector<query::Reason>& reasons) {
  Json all = Json::array();
  for (const query::Reason& reason : reasons)
    all.push_back({{"channel", reason.channel},
                   {"term", reason.term},
                   {"weight", reason.weight},
                   {"here", marked_html(reason.here)},
                   {"there", marked_html(reason.there)}});
  return all;
}

Json differences_json(const std::vector<query::Difference>& differences) {
  Json all = Json::array();
  for (const query::Difference& one : differences)
    all.push_back({{"field", one.field}, {"label", one.label}, {"here", one.here}, {"there", one.there}});
  return all;
}

Json groups_json(const std::vector<query::HitGroup>& groups, const KindSet& kinds) {
  Json all = Json::array();
  for (const query::HitGroup& group : groups)
    all.push_back({{"value", group.value},
                   {"label", group.label},
                   {"count", group.count},
                   {"hits", hits_json(group.hits, kinds)}});
  return all;
}

Json text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

Json role_json(Role role) {
  if (role == Role::None) return nullptr;
  return all_roles()[static_cast<std::size_t>(role)].name;
}

bool is_tree(const FieldSpec& field, const KindSet& kinds) {
  const auto list = kinds.codes().find(field.codes);
  if (list == kinds.codes().end()) return false;
  const auto& entries = list->second.entries();
  return std::any_of(entries.begin(), entries.end(), [](const CodeEntry& e) { return !e.parent.empty(); });
}

Json field_json(const FieldSpec& field, const KindSet& kinds) {
  const FieldTypeRow& type = row_of(field.type);
  Json json = {{"name", field.name},
               {"label", text_json(field.label)},
               {"type", type.name},
               {"role", role_json(field.role)},
               {"list", field.list},
               {"facet", field.facet},
               {"tree", field.facet && is_tree(field, kinds)},
               {"sortable", type.ordered && !field.list},
               {"searchable", type.searchable && field.weight > 0}};
  if (field.extract) json["review_below"] = field.extract->review_below;
  for (const FieldSpec& column : field.columns)
    json["columns"].push_back(
        {{"name", column.name}, {"label", text_json(column.label)}, {"type", row_of(column.type).name}});
  return json;
}

Json kind_json(const query::KindCount& count, const KindSet& kinds) {
  Json fields = Json::array();
  for (const FieldSpec& field : count.kind->fields()) fields.push_back(field_json(field, kinds));
  return {{"name", count.kind->name()},
          {"label", text_json(count.kind->label())},
          {"records", count.records},
          {"fields", std::move(fields)}};
}

Json buckets_json(const std::vector<query::Bucket>& buckets) {
  Json all = Json::array();
  for (const query::Bucket& bucket : buckets) {
    Json one = {{"value", bucket.value}, {"label", bucket.label}, {"count", bucket.count}};
    if (!bucket.children.empty()) one["children"] = buckets_json(bucket.children);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace

std::string marked_html(const query::Snippet& snippet) {
  const std::string_view text = snippet.text;
  std::string out;
  std::size_t at = 0;
  for (const auto& [begin, end] : snippet.marks) {
    append_escaped(out, text.substr(at, begin - at));
    out += "<mark>";
    append_escaped(out, text.substr(begin, end - begin));
    out += "</mark>";
    at = end;
  }
  append_escaped(out, text.substr(at));
  return out;
}

std::string label_of(const FieldSpec& field, std::string_view code, const KindSet& kinds) {
  const auto list = kinds.codes().find(field.codes);
  const CodeEntry* entry = list == kinds.codes().end() ? nullptr : list->second.by_code(code);
  return entry == nullptr ? std::string(code) : entry->label;
}

Json answer_json(const query::SearchAnswer& answer, const KindSet& kinds) {
  Json facets = Json::object();
  Json distinct = Json::object();
  for (const query::FacetCounts& facet : answer.facets) {
    facets[facet.field] = buckets_json(facet.buckets);
    distinct[facet.field] = facet.distinct;
  }
  Json expanded = Json::array();
  for (const query::Expansion& expansion : answer.expanded)
    expanded.push_back({{"word", expansion.word}, {"also", expansion.also}});
  Json notes = Json::array();
  for (const Text& note : answer.notes) notes.push_back(text_json(note));
  Json offers = Json::array();
  for (const query::Offer& offer : answer.did_you_mean)
    offers.push_back({{"query", offer.query}, {"total", offer.total}, {"why", text_json(offer.why)}});
  Json json = {{"total", answer.total}, {"hits", hits_json(answer.hits, kinds)}};
  if (!answer.next_cursor.empty()) json["next_cursor"] = answer.next_cursor;
  if (answer.groups_distinct > 0) {
    json["groups"] = groups_json(answer.groups, kinds);
    json["groups_distinct"] = answer.groups_distinct;
  }
  json["facets"] = std::move(facets);
  json["facets_distinct"] = std::move(distinct);
  json["expanded"] = std::move(expanded);
  json["notes"] = std::move(notes);
  json["did_you_mean"] = std::move(offers);
  json["generation"] = answer.generation;
  json["took_ms"] = answer.milliseconds;
  return json;
}

Json answer_json(const query::SimilarAnswer& answer, const KindSet& kinds) {
  Json hits = Json::array();
  for (const query::SimilarHit& similar : answer.hits) {
    Json hit = hit_json(similar.hit, kinds);
    hit["reasons"] = reasons_json(similar.reasons);
    hit["differences"] = differences_json(similar.differences);
    add_tier(hit, similar);
    hits.push_back(std::move(hit));
  }
  Json predicted = Json::array();
  for (const query::PredictedCause& cause : answer.predicted)
    predicted.push_back({{"cause", cause.cause}, {"label", cause.label}, {"confidence", cause.confidence}});
  Json json = {{"total", answer.total},
               {"terms", answer.terms},
               {"channels", answer.channels},
               {"predicted", std::move(predicted)},
               {"hits", std::move(hits)}};
  add_beside(json, answer);
  json["generation"] = answer.generation;
  json["took_ms"] = answer.milliseconds;
  return json;
}

std::string_view name_of(query::Suggestion::Type type) {
  constexpr std::array<std::string_view, 4> kNames{"value", "statute", "word", "title"};
  return kNames[static_cast<std::size_t>(type)];
}

Json answer_json(const query::SuggestAnswer& answer) {
  Json suggestions = Json::array();
  for (const query::Suggestion& suggestion : answer.suggestions) {
    Json one = {{"text", suggestion.text}, {"type", name_of(suggestion.type)}, {"count", suggestion.count}};
    if (!suggestion.field.empty()) {
      one["field"] = suggestion.field;
      one["value"] = suggestion.value;
    }
    if (!suggestion.alias.empty()) one["alias"] = suggestion.alias;
    one["marked"] = marked_html({suggestion.text, suggestion.marks});
    suggestions.push_back(std::move(one));
  }
  return {{"suggestions", std::move(suggestions)},
          {"generation", answer.generation},
          {"took_ms", answer.milliseconds}};
}

Json answer_json(const query::ReviewAnswer& answer) {
  Json items = Json::array();
  for (const query::ReviewItem& item : answer.items) {
    Json json = {
        {"id", item.id}, {"kind", item.kind}, {"title", item.title}, {"label", text_json(item.label)}};
    json.update(to_json(std::vector<Extracted>{item.extracted}).front());
    items.push_back(std::move(json));
  }
  return {{"total", answer.total}, {"items", std::move(items)}, {"took_ms", answer.milliseconds}};
}

Json record_json(const Record& record, const KindSet& kinds) {
  Json json = to_json(record);
  json["labels"] = labels_of(record, kinds);
  return json;
}

Json kinds_json(const std::vector<query::KindCount>& counts, const KindSet& schema) {
  Json kinds = Json::array();
  for (const query::KindCount& count : counts) kinds.push_back(kind_json(count, schema));
  return {{"kinds", std::move(kinds)}};
}

}  // namespace leian::api
