/// What stands beside a list of similar cases, and cases side by side, as JSON. Shapes: components/schemas of
/// api/http/openapi.json. Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>

#include "query/compare/comparison.hpp"
#include "query/similar/similar_case.hpp"

namespace leian::api {

/// `tier` and `recent` of a hit, where it has a tier.
void add_tier(nlohmann::ordered_json& hit, const query::SimilarHit&);
/// `tiers`, `conflicts` and `beside` of an answer, where they were asked for.
void add_beside(nlohmann::ordered_json& answer, const query::SimilarAnswer&);

nlohmann::ordered_json comparison_json(const query::ComparedCases&);

}  // namespace leian::api
