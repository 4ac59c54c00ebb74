/// What handling consistency may be asked, and its answer as JSON: ConsistencyAnswer of
/// api/http/openapi.json. Threads: pure functions.
#pragma once
#include "api/json/parameters.hpp"
#include "query/consistency/consistency.hpp"

namespace leian::api {

inline constexpr std::array kConsistencyParameters{
    ParameterSpec{"q"},       ParameterSpec{"kind"}, ParameterSpec{"filter", Shape::List},
    ParameterSpec{"outcome"}, ParameterSpec{"by"},   kLimitParameter,
    kOffsetParameter,
};

/// Errors: BadUsage (a filter that is not F=V).
Result<query::ConsistencyRequest> consistency_request(const nlohmann::json&);

nlohmann::ordered_json answer_json(const query::ConsistencyAnswer&);

}  // namespace leian::api
