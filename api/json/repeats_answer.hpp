/// Chains of repeats as JSON: RepeatsAnswer of api/http/openapi.json. Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>

#include "query/repeats/repeats.hpp"

namespace leian::api {

nlohmann::ordered_json answer_json(const query::RepeatsAnswer&);
nlohmann::ordered_json answer_json(const query::JoinAnswer&);
nlohmann::ordered_json answer_json(const std::vector<query::ChainDecision>&);

/// As JSON says it: first, repeat, escalated, after_recheck.
std::string_view name_of(query::ChainPlace);

/// What /v1/audit/repeats may be asked, from parameters that were checked (api/json/parameters.hpp).
Result<query::RepeatsRequest> repeats_request(const nlohmann::json& parameters);

}  // namespace leian::api
