#include "api/json/aggregate_json.hpp"

#include <algorithm>
#include <array>

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;
using query::Figure;

constexpr double kFenPerYuan = 100;

/// The words that a measure begins with.
constexpr std::array<std::string_view, 16> kMeasureWords{
    "count", "share",    "sum",  "mean", "avg",    "min",      "max",  "median",
    "rows",  "distinct", "rate", "days", "change", "workdays", "diff", "yoy"};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool begins_measure(std::string_view text) {
  text = trimmed(text);
  std::string word(text.substr(0, text.find_first_of(":,")));
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  if (std::find(kMeasureWords.begin(), kMeasureWords.end(), word) != kMeasureWords.end()) return true;
  return word.size() > 1 && word[0] == 'p' && word.find_first_not_of("0123456789.", 1) == std::string::npos;
}

Json whole_json(const Figure& figure, std::int64_t value) {
  switch (figure.unit) {
    case Figure::Unit::Yuan:
      if (value % 100 == 0) return value / 100;
      return static_cast<double>(value) / kFenPerYuan;
    case Figure::Unit::Date:
      return to_string(Date{static_cast<std::int32_t>(value)});
    case Figure::Unit::Moment:
      return to_display(Scalar(DateTime{value}));
    default:
      return value;
  }
}

void add_figures(Json& row, const std::vector<Figure>& figures,
                 const std::vector<query::AggregateColumn>& measures) {
  for (std::size_t i = 0; i < figures.size(); ++i) row[measures[i].key] = figure_json(figures[i]);
}

Json row_json(const query::AggregateRow& row, const std::vector<query::AggregateColumn>& measures) {
  Json values = Json::array();
  Json labels = Json::array();
  for (const query::GroupValue& one : row.group) {
    values.push_back(one.value ? Json(*one.value) : Json());
    labels.push_back(one.label);
  }
  Json json = {{"group", std::move(values)}, {"label", std::move(labels)}, {"count", row.count}};
  add_figures(json, row.figures, measures);
  return json;
}

Json rows_json(const std::vector<query::AggregateRow>& rows,
               const std::vector<query::AggregateColumn>& measures) {
  Json json = Json::array();
  for (const query::AggregateRow& row : rows) json.push_back(row_json(row, measures));
  return json;
}

Json columns_json(const std::vector<query::AggregateColumn>& columns) {
  Json json = Json::array();
  for (const query::AggregateColumn& column : columns)
    json.push_back({{"key", column.key}, {"label", {{"zh", column.label.zh}, {"en", column.label.en}}}});
  return json;
}

Json optional_json(const std::optional<double>& value) { return value ? Json(*value) : Json(); }

Json funnel_json(const std::vector<query::FunnelStage>& stages) {
  Json json = Json::array();
  for (const query::FunnelStage& stage : stages)
    json.push_back({{"field", stage.field},
                    {"label", stage.label},
                    {"dated", stage.dated},
                    {"reached", stage.reached},
                    {"disordered", stage.disordered},
                    {"median_days", optional_json(stage.median_days)},
                    {"median_days_total", optional_json(stage.median_days_total)}});
  return json;
}

std::vector<std::string> list_of(const nlohmann::json& request, std::string_view name) {
  const auto found = request.find(name);
  return found == request.end() ? std::vector<std::string>() : found->get<std::vector<std::string>>();
}

}  // namespace

nlohmann::ordered_json figure_json(const Figure& figure) {
  if (const auto* whole = std::get_if<std::int64_t>(&figure.value)) return whole_json(figure, *whole);
  if (const auto* number = std::get_if<double>(&figure.value))
    return figure.unit == Figure::Unit::Yuan ? *number / kFenPerYuan : *number;
  return nullptr;
}

nlohmann::ordered_json answer_json(const query::AggregateAnswer& answer) {
  Json json = {{"total", answer.total}};
  if (!answer.funnel.empty()) {
    json["funnel"] = funnel_json(answer.funnel);
  } else {
    json["missing"] = answer.missing;
    json["groups"] = columns_json(answer.groups);
    json["measures"] = columns_json(answer.measures);
    json["rows"] = rows_json(answer.rows, answer.measures);
    json["all"] = {{"count", answer.all.count}};
    add_figures(json["all"], answer.all.figures, answer.measures);
  }
  if (answer.pivot)
    json["pivot"] = {{"rows", rows_json(answer.pivot->rows, answer.measures)},
                     {"columns", rows_json(answer.pivot->columns, answer.measures)}};
  if (!answer.notes.empty()) {
    json["notes"] = Json::array();
    for (const Text& note : answer.notes) json["notes"].push_back({{"zh", note.zh}, {"en", note.en}});
  }
  json["generation"] = answer.generation;
  json["took_ms"] = answer.milliseconds;
  return json;
}

Result<query::AggregateRequest> aggregate_request(const nlohmann::json& json) {
  query::AggregateRequest request;
  request.text = json.value("q", "");
  request.kind = json.value("kind", "");
  LEIAN_TRY(request.filters, parse_filters(list_of(json, "filter")));
  request.groups = split_commas(list_of(json, "group"));
  request.measures = split_measures(list_of(json, "measure"));
  request.top = json.value("top", 0u);
  request.pivot = json.value("pivot", 0) == 1;
  request.funnel = split_commas(list_of(json, "funnel"));
  return request;
}

std::vector<std::string> split_commas(const std::vector<std::string>& texts) {
  std::vector<std::string> parts;
  for (const std::string& text : texts)
    for (std::size_t at = 0; at <= text.size();) {
      const std::size_t end = std::min(text.find(',', at), text.size());
      parts.emplace_back(trimmed(std::string_view(text).substr(at, end - at)));
      at = end + 1;
    }
  return parts;
}

std::vector<std::string> split_measures(const std::vector<std::string>& texts) {
  std::vector<std::string> measures;
  for (const std::string& text : texts) {
    std::size_t begin = 0;
    for (std::size_t comma = text.find(','); comma != text.npos; comma = text.find(',', comma + 1)) {
      if (!begins_measure(std::string_view(text).substr(comma + 1))) continue;
      measures.emplace_back(trimmed(std::string_view(text).substr(begin, comma - begin)));
      begin = comma + 1;
    }
    measures.emplace_back(trimmed(std::string_view(text).substr(begin)));
  }
  return measures;
}

}  // namespace leian::api
