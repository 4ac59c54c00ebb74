#include "api/report/report_log.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "api/json/given_case.hpp"
#include "api/json/parameters.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/record/likeness.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

std::string_view sense_name(query::Sense sense) { return kSenses[static_cast<std::size_t>(sense)]; }

Json snippet_json(const query::Snippet& snippet) {
  Json marks = Json::array();
  for (const auto& [begin, end] : snippet.marks) marks.push_back({begin, end});
  return {{"text", snippet.text}, {"marks", std::move(marks)}};
}

Json reason_json(const query::Reason& reason) {
  Json json{{"channel", reason.channel}, {"term", reason.term}, {"weight", reason.weight}};
  if (!reason.here.text.empty()) json["here"] = snippet_json(reason.here);
  if (!reason.there.text.empty()) json["there"] = snippet_json(reason.there);
  return json;
}

Json hit_json(const query::SimilarHit& hit) {
  Json json{{"id", hit.hit.record.id}, {"score", hit.hit.score}};
  if (!hit.tier.empty()) json["tier"] = hit.tier;
  json["recent"] = hit.recent;
  json["reasons"] = reasons_json(hit.reasons);
  Json& differences = json["differences"] = Json::array();
  for (const query::Difference& difference : hit.differences)
    differences.push_back(
        {{"field", difference.field}, {"here", difference.here}, {"there", difference.there}});
  return json;
}

Json tier_rules_json(const query::TierRules& rules) {
  Json json{{"walk", rules.walk}, {"stop", rules.stop}, {"prefer_recent", rules.prefer_recent}};
  if (rules.day) json["day"] = to_string(*rules.day);
  return json;
}

/// Reads the members of one entry; what a log does not say stays as it is by default.
class RequestReader {
 public:
  explicit RequestReader(const nlohmann::json& json) : json_(json) {}

  template <class T>
  void read(const char* name, T& into) const {
    if (const auto found = json_.find(name); found != json_.end() && !found->is_null()) found->get_to(into);
  }
  template <class T>
  void read(const char* name, std::optional<T>& into) const {
    if (json_.contains(name)) read(name, into.emplace());
  }
  const nlohmann::json* at(const char* name) const {
    const auto found = json_.find(name);
    return found == json_.end() ? nullptr : &*found;
  }

 private:
  const nlohmann::json& json_;
};

Result<void> read_tiers(const nlohmann::json& json, query::TierRules& rules) {
  const RequestReader reader(json);
  reader.read("walk", rules.walk);
  reader.read("stop", rules.stop);
  reader.read("prefer_recent", rules.prefer_recent);
  std::string day;
  reader.read("day", day);
  if (day.empty()) return {};
  LEIAN_TRY(rules.day, parse_day(day));
  return {};
}

Result<query::SimilarRequest> read_request(const nlohmann::json& json, const KindSet& kinds) {
  const RequestReader reader(json);
  query::SimilarRequest request;
  reader.read("id", request.id);
  reader.read("text", request.text);
  reader.read("kind", request.kind);
  reader.read("causes", request.causes);
  reader.read("among", request.among);
  reader.read("without", request.without);
  reader.read("beside", request.beside);
  reader.read("limit", request.limit);
  if (const auto* given = reader.at("given")) {
    LEIAN_TRY(request.given, given_record(*given, "", kinds));
  }
  std::string sense(sense_name(query::Sense::All));
  reader.read("sense", sense);
  LEIAN_TRY(request.sense, sense_named(sense));
  std::vector<std::string> filters;
  reader.read("filters", filters);
  LEIAN_TRY(request.filters, parse_filters(filters));
  if (const auto* tiers = reader.at("tiers")) LEIAN_CHECK(read_tiers(*tiers, request.tiers));
  return request;
}

}  // namespace

Json reasons_json(const std::vector<query::Reason>& reasons) {
  Json all = Json::array();
  for (const query::Reason& reason : reasons) all.push_back(reason_json(reason));
  return all;
}

Json lookup_request_json(const query::SimilarRequest& request) {
  Json json = Json::object();
  if (request.id) json["id"] = *request.id;
  if (!request.text.empty()) json["text"] = request.text;
  if (request.given) {
    json["given"] = to_json(*request.given);
    json["given"].erase("id");  // made up
  }
  json["kind"] = request.kind;
  json["sense"] = sense_name(request.sense);
  json["causes"] = request.causes;
  Json& filters = json["filters"] = Json::array();
  for (const query::Filter& filter : request.filters) filters.push_back(filter.field + "=" + filter.value);
  json["among"] = request.among;
  json["without"] = request.without;
  json["tiers"] = tier_rules_json(request.tiers);
  json["beside"] = request.beside;
  json["limit"] = request.limit;
  return json;
}

Result<query::SimilarRequest> lookup_request(const nlohmann::json& json, const KindSet& kinds) {
  try {
    return read_request(json, kinds);
  } catch (const nlohmann::json::exception& wrong) {
    return err(ErrorCode::BadInput, Msg::RecordWrong, wrong.what());
  }
}

Json result_json(const query::SimilarAnswer& answer) {
  Json predicted = Json::array();
  for (const query::PredictedCause& cause : answer.predicted)
    predicted.push_back({{"cause", cause.cause}, {"label", cause.label}, {"confidence", cause.confidence}});
  Json tiers = Json::array();
  for (const query::TierCount& tier : answer.tiers)
    tiers.push_back(
        {{"tier", tier.tier}, {"alike", tier.alike}, {"recent", tier.recent}, {"searched", tier.searched}});
  Json hits = Json::array();
  for (const query::SimilarHit& hit : answer.hits) hits.push_back(hit_json(hit));
  return {{"total", answer.total},       {"terms", answer.terms},
          {"channels", answer.channels}, {"predicted", std::move(predicted)},
          {"tiers", std::move(tiers)},   {"hits", std::move(hits)}};
}

Json log_json(const query::SimilarReport& report) {
  Json log = Json::array();
  for (const query::ReportLookUp& lookup : report.lookups)
    log.push_back({{"request", lookup_request_json(lookup.request)},
                   {"at", to_string(report.at)},
                   {"user", report.user},
                   {"account", report.account},
                   {"generation", report.revision.generation},
                   {"took_ms", lookup.answer.milliseconds},
                   {"result", result_json(lookup.answer)}});
  return log;
}

std::string log_checksum(const nlohmann::json& log) {
  const std::string text = log.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash{};
  crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(text.data()), text.size());
  std::string hex;
  for (const unsigned char byte : hash) hex += fmt::format("{:02x}", byte);
  return hex;
}

}  // namespace leian::api
