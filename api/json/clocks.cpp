#include "api/json/clocks.hpp"

#include <algorithm>
#include <ctime>

#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
T member(const nlohmann::json& request, const char* name, T otherwise) {
  return request.contains(name) ? request.at(name).get<T>() : otherwise;
}

Json text_json(const Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

Json texts_json(const std::vector<Text>& texts) {
  Json all = Json::array();
  for (const Text& text : texts) all.push_back(text_json(text));
  return all;
}

Json group_json(const query::ClockGroup& group) {
  Json json{{"clock", group.clock},
            {"label", text_json(group.label)},
            {"group", group.values},
            {"labels", group.labels},
            {"started", group.tally.started()}};
  for (std::size_t i = 0; i < kClockStates; ++i)
    json[std::string(name_of(static_cast<ClockState>(i)))] = group.tally.states[i];
  json["yellow"] = group.tally.yellow;
  const auto rate = group.tally.met_rate();
  json["met_rate"] = rate ? Json(*rate) : Json(nullptr);
  return json;
}

Json item_json(const query::ClockItem& item) {
  const ClockReading& reading = item.reading;
  const std::string_view light = name_of(reading.light);
  return {{"id", item.id},
          {"kind", item.kind},
          {"title", item.title},
          {"organ", item.organ},
          {"handler", item.handler},
          {"clock", item.clock},
          {"label", text_json(item.label)},
          {"from", to_string(reading.from)},
          {"due", to_string(reading.due)},
          {"done", reading.done ? Json(to_string(*reading.done)) : Json(nullptr)},
          {"left", reading.left},
          {"unit", unit_name(item)},
          {"state", name_of(reading.state)},
          {"light", light.empty() ? Json(nullptr) : Json(light)},
          {"article", text_json(item.article)},
          {"counting", text_json(item.counting)},
          {"notes", texts_json(item.notes)}};
}

}  // namespace

std::string_view unit_name(const query::ClockItem& item) {
  if (item.counts) return "number";
  return item.unit == PeriodUnit::WorkingDay ? "working_day" : "day";
}

Result<Date> day_or_today(std::string_view text, std::string_view parameter) {
  constexpr std::int64_t kZone = 8 * 3600;
  if (text.empty()) return DateTime{static_cast<std::int64_t>(std::time(nullptr)) + kZone}.date();
  const auto date = parse_date(text);
  if (!date) return err(ErrorCode::BadUsage, Msg::NotADay, parameter, text);
  return *date;
}

std::vector<std::string> parts_of(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

Result<query::ClockRequest> clock_request(const nlohmann::json& request) {
  using Texts = std::vector<std::string>;
  query::ClockRequest clocks;
  clocks.records.text = member(request, "q", std::string());
  clocks.records.kind = member(request, "kind", std::string());
  LEIAN_TRY(clocks.records.filters, parse_filters(member(request, "filter", Texts())));
  clocks.records.among = member(request, "id", Texts());
  clocks.clocks = member(request, "clock", Texts());
  LEIAN_TRY(clocks.as_of, day_or_today(member(request, "as_of", std::string()), "as_of"));
  clocks.lights = member(request, "light", Texts());
  clocks.states = member(request, "state", Texts());
  clocks.by = parts_of(member(request, "by", std::string()));
  clocks.limit = member(request, "limit", clocks.limit);
  clocks.offset = member(request, "offset", clocks.offset);
  return clocks;
}

nlohmann::ordered_json answer_json(const query::ClockAnswer& answer) {
  Json groups = Json::array();
  for (const auto& group : answer.groups) groups.push_back(group_json(group));
  Json items = Json::array();
  for (const auto& item : answer.items) items.push_back(item_json(item));
  return {{"as_of", to_string(answer.as_of)}, {"records", answer.records},
          {"groups", std::move(groups)},      {"total", answer.total},
          {"items", std::move(items)},        {"notes", texts_json(answer.notes)},
          {"generation", answer.generation},  {"took_ms", answer.milliseconds}};
}

}  // namespace leian::api
