#include "api/json/parameters.hpp"

#include <algorithm>
#include <charconv>

#include "api/json/given_case.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/record/strict_json.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::json;
using Specs = std::span<const ParameterSpec>;

constexpr std::size_t kShownCharacters = 60;

Unexpected unknown(Specs specs, std::string_view name) {
  std::vector<std::string_view> names;
  for (const ParameterSpec& spec : specs) names.push_back(spec.name);
  const std::string shown = excerpt(name, kShownCharacters);
  if (const auto near = nearest(name, names); !near.empty())
    return err(ErrorCode::BadUsage, Msg::ParameterUnknownNear, shown, near);
  return err(ErrorCode::BadUsage, Msg::ParameterUnknown, shown, fmt::join(names, ", "));
}

Result<const ParameterSpec*> find(Specs specs, std::string_view name) {
  const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto& s) { return s.name == name; });
  if (spec == specs.end()) return unknown(specs, name);
  return &*spec;
}

Result<Json> number_from_text(const ParameterSpec& spec, std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) {
    // A number written some other way (1e9, or past 64 bits) is told its bounds as well.
    return err(ErrorCode::BadUsage, Msg::NumberOutOfBounds, spec.name, spec.min, spec.max,
               excerpt(text, kShownCharacters));
  }
  LEIAN_TRY(const std::uint32_t checked, bounded(spec, value));
  return Json(checked);
}

bool is_text_list(const Json& value) {
  return value.is_array() &&
         std::all_of(value.begin(), value.end(), [](const Json& v) { return v.is_string(); });
}

Result<void> check_number(const ParameterSpec& spec, const Json& value) {
  const bool fits =
      value.is_number_integer() &&
      (!value.is_number_unsigned() || value.get<std::uint64_t>() <= static_cast<std::uint64_t>(spec.max));
  if (!fits)
    return err(ErrorCode::BadUsage, Msg::NumberOutOfBounds, spec.name, spec.min, spec.max,
               excerpt(value.dump(), kShownCharacters));
  LEIAN_CHECK(bounded(spec, value.get<std::int64_t>()));
  return {};
}

Result<void> check_member(const ParameterSpec& spec, const Json& value) {
  if (spec.shape == Shape::Number) return check_number(spec, value);
  if (spec.shape == Shape::Flag && !value.is_boolean())
    return err(ErrorCode::BadUsage, Msg::ParameterNotFlag, spec.name,
               excerpt(value.dump(), kShownCharacters));
  if (spec.shape == Shape::Text && !value.is_string())
    return err(ErrorCode::BadUsage, Msg::ParameterNotText, spec.name);
  if (spec.shape == Shape::List && !is_text_list(value))
    return err(ErrorCode::BadUsage, Msg::ParameterNotList, spec.name);
  if (spec.shape == Shape::Texts && !value.is_string() && !is_text_list(value))
    return err(ErrorCode::BadUsage, Msg::ParameterNotList, spec.name);
  if (spec.shape == Shape::Object && !value.is_object())
    return err(ErrorCode::BadUsage, Msg::ParameterNotObject, spec.name);
  return {};
}

Error unreadable(const Text& reason) {
  return {ErrorCode::BadInput,
          {say(Msg::BodyNotJson, reason.zh).zh, say(Msg::BodyNotJson, reason.en).en},
          hint_for(Msg::BodyNotJson)};
}

std::string text_of(const Json& request, std::string_view name) {
  const auto found = request.find(name);
  return found == request.end() ? std::string() : found->get<std::string>();
}

std::vector<std::string> list_of(const Json& request, std::string_view name) {
  const auto found = request.find(name);
  if (found == request.end()) return {};
  if (found->is_string()) return {found->get<std::string>()};
  return found->get<std::vector<std::string>>();
}

std::uint32_t number_of(const Json& request, std::string_view name, std::uint32_t otherwise) {
  const auto found = request.find(name);
  return found == request.end() ? otherwise : found->get<std::uint32_t>();
}

bool flag_of(const Json& request, std::string_view name, bool otherwise) {
  const auto found = request.find(name);
  return found == request.end() ? otherwise : found->get<bool>();
}

/// How tiers are walked. Errors: BadUsage where the day is none.
Result<query::TierRules> tier_rules(const Json& request) {
  query::TierRules rules;
  rules.walk = flag_of(request, "walk", rules.walk);
  rules.stop = flag_of(request, "stop", rules.stop);
  rules.prefer_recent = flag_of(request, "recent", rules.prefer_recent);
  if (const std::string day = text_of(request, "day"); !day.empty()) {
    LEIAN_TRY(rules.day, parse_day(day));
  }
  return rules;
}

/// Damerau-Levenshtein, adjacent swaps counted once.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) d[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

}  // namespace

std::string_view nearest(std::string_view name, std::span<const std::string_view> candidates) {
  constexpr std::size_t kLongestName = 64;
  std::string_view best;
  std::size_t least = std::max<std::size_t>(2, name.size() / 3) + 1;
  if (name.size() > kLongestName) return best;
  for (const std::string_view candidate : candidates)
    if (const std::size_t d = distance(name, candidate); d < least && d < candidate.size()) {
      least = d;
      best = candidate;
    }
  return best;
}

Result<std::uint32_t> bounded(const ParameterSpec& spec, std::int64_t value) {
  if (value < spec.min || value > spec.max)
    return err(ErrorCode::BadUsage, Msg::NumberOutOfBounds, spec.name, spec.min, spec.max, value);
  return static_cast<std::uint32_t>(value);
}

Result<nlohmann::json> from_parameters(Specs specs, const Parameters& parameters) {
  Json request = Json::object();
  for (const auto& [name, value] : parameters) {
    LEIAN_TRY(const ParameterSpec* spec, find(specs, name));
    if (spec->shape == Shape::Object) return err(ErrorCode::BadUsage, Msg::ParameterNotObject, name);
    if (spec->shape == Shape::List || spec->shape == Shape::Texts) {
      request[name].push_back(value);
      continue;
    }
    if (request.contains(name)) return err(ErrorCode::BadUsage, Msg::ParameterRepeated, name);
    if (spec->shape == Shape::Text) {
      request[name] = value;
    } else if (spec->shape == Shape::Flag) {
      if (value != "true" && value != "false")
        return err(ErrorCode::BadUsage, Msg::ParameterNotFlag, name, excerpt(value, kShownCharacters));
      request[name] = value == "true";
    } else {
      LEIAN_TRY(request[name], number_from_text(*spec, value));
    }
  }
  return request;
}

Result<nlohmann::json> from_body(Specs specs, std::string_view body) {
  auto parsed = parse_strict_json(body);
  if (!parsed) return Unexpected(unreadable(parsed.error()));
  Json& request = *parsed;
  if (!request.is_object()) return err(ErrorCode::BadInput, Msg::BodyNotObject);
  for (const auto& [name, value] : request.items()) {
    LEIAN_TRY(const ParameterSpec* spec, find(specs, name));
    LEIAN_CHECK(check_member(*spec, value));
  }
  return request;
}

Result<query::SearchRequest> search_request(const nlohmann::json& json) {
  query::SearchRequest request;
  request.text = text_of(json, "q");
  request.kind = text_of(json, "kind");
  LEIAN_TRY(request.filters, parse_filters(list_of(json, "filter")));
  request.facets = list_of(json, "facet");
  request.facet_limit = number_of(json, "facet_limit", request.facet_limit);
  request.sort = text_of(json, "sort");
  request.limit = number_of(json, "limit", request.limit);
  request.offset = number_of(json, "offset", request.offset);
  request.cursor = text_of(json, "cursor");
  request.group = text_of(json, "group");
  request.group_hits = number_of(json, "group_hits", request.group_hits);
  return request;
}

Result<query::SimilarRequest> similar_request(const nlohmann::json& json) {
  query::SimilarRequest request;
  if (json.contains("id")) request.id = text_of(json, "id");
  request.text = text_of(json, "text");
  if (json.contains("text") && request.text.empty()) return err(ErrorCode::BadUsage, Msg::SimilarNoWords);
  request.kind = text_of(json, "kind");
  request.causes = list_of(json, "cause");
  std::erase(request.causes, "");
  if (json.contains("sense")) {
    LEIAN_TRY(request.sense, sense_named(text_of(json, "sense")));
  }
  LEIAN_TRY(request.filters, parse_filters(list_of(json, "filter")));
  request.limit = number_of(json, "limit", request.limit);
  LEIAN_TRY(request.tiers, tier_rules(json));
  request.beside = flag_of(json, "beside", false);
  return request;
}

query::CompareRequest compare_request(const nlohmann::json& json) {
  query::CompareRequest request;
  request.ids = list_of(json, "id");
  request.text = text_of(json, "text");
  return request;
}

Result<Date> parse_day(std::string_view text) {
  const auto day = parse_date(text);
  if (!day) return err(ErrorCode::BadUsage, Msg::NotADate, excerpt(text, kShownCharacters));
  return *day;
}

Result<query::SuggestRequest> suggest_request(const nlohmann::json& json) {
  query::SuggestRequest request;
  request.text = text_of(json, "q");
  request.kind = text_of(json, "kind");
  LEIAN_TRY(request.filters, parse_filters(list_of(json, "filter")));
  request.limit = number_of(json, "limit", request.limit);
  return request;
}

Result<query::Filter> parse_filter(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size())
    return err(ErrorCode::BadUsage, Msg::FilterShape, excerpt(text, kShownCharacters));
  return query::Filter{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

Result<std::vector<query::Filter>> parse_filters(const std::vector<std::string>& texts) {
  std::vector<query::Filter> filters;
  for (const std::string& text : texts) {
    LEIAN_TRY(query::Filter filter, parse_filter(text));
    filters.push_back(std::move(filter));
  }
  return filters;
}

}  // namespace leian::api
