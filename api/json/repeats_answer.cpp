#include "api/json/repeats_answer.hpp"

#include "api/json/parameters.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

Json chain_json(const query::RepeatChain& chain) {
  Json members = Json::array(), reasons = Json::array();
  for (const query::ChainMember& member : chain.members) {
    Json fields = to_json(member.hit.record);
    const std::string id = fields["id"], kind = fields["kind"];
    fields.erase("id");
    fields.erase("kind");
    members.push_back({{"id", id},
                       {"kind", kind},
                       {"title", member.hit.title},
                       {"standing", name_of(member.standing)},
                       {"fields", std::move(fields)}});
  }
  for (const query::ChainReason& reason : chain.reasons) {
    Json json = {{"id", reason.id},
                 {"to", reason.to},
                 {"confidence", reason.confidence},
                 {"same_person", reason.same_person},
                 {"days", reason.days},
                 {"shared", reason.shared}};
    if (!reason.by.empty()) json["by"] = reason.by;
    reasons.push_back(std::move(json));
  }
  return {{"members", std::move(members)}, {"reasons", std::move(reasons)}};
}

}  // namespace

std::string_view name_of(query::ChainPlace standing) {
  switch (standing) {
    case query::ChainPlace::First:
      return "first";
    case query::ChainPlace::Repeat:
      return "repeat";
    case query::ChainPlace::Escalated:
      return "escalated";
    case query::ChainPlace::AfterRecheck:
      break;
  }
  return "after_recheck";
}

Json answer_json(const query::RepeatsAnswer& answer) {
  Json chains = Json::array();
  for (const query::RepeatChain& chain : answer.chains) chains.push_back(chain_json(chain));
  return {{"kind", answer.kind},
          {"total", answer.total},
          {"members", answer.members},
          {"records", answer.records},
          {"chains", std::move(chains)},
          {"joined_at", answer.joined_at},
          {"generation", answer.generation},
          {"took_ms", answer.milliseconds}};
}

Json answer_json(const query::JoinAnswer& answer) {
  std::size_t members = 0;
  for (const query::KeptChain& chain : answer.chains.chains) members += chain.ids.size();
  return {{"kind", answer.chains.kind},
          {"records", answer.chains.records},
          {"chains", answer.chains.chains.size()},
          {"members", members},
          {"generation", answer.chains.generation},
          {"seconds", answer.milliseconds / 1000}};
}

Json answer_json(const std::vector<query::ChainDecision>& decisions) {
  Json all = Json::array();
  for (const query::ChainDecision& decision : decisions)
    all.push_back({{"line", decision.line},
                   {"word", decision.word == query::ChainDecision::Word::Merge ? "merge" : "split"},
                   {"ids", decision.ids},
                   {"by", decision.by},
                   {"when", decision.when}});
  return {{"decisions", std::move(all)}};
}

Result<query::RepeatsRequest> repeats_request(const nlohmann::json& parameters) {
  query::RepeatsRequest request;
  request.kind = parameters.value("kind", "");
  request.id = parameters.value("id", "");
  request.standing = parameters.value("standing", "");
  LEIAN_TRY(request.filters, parse_filters(parameters.value("filter", std::vector<std::string>{})));
  request.least = parameters.value("least", request.least);
  request.limit = parameters.value("limit", request.limit);
  request.offset = parameters.value("offset", request.offset);
  return request;
}

}  // namespace leian::api
