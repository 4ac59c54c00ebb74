/// Statistics as JSON, the same over HTTP and on the command line: Aggregate and AggregateRequest of
/// api/http/openapi.json. Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "api/json/parameters.hpp"
#include "query/aggregate/aggregate.hpp"

namespace leian::api {

inline constexpr ParameterSpec kTopParameter{"top", Shape::Number, 0, query::kMaxTop};

inline constexpr std::array kAggregateParameters{
    ParameterSpec{"q"},
    ParameterSpec{"kind"},
    ParameterSpec{"filter", Shape::List},
    ParameterSpec{"group", Shape::List},
    ParameterSpec{"measure", Shape::List},
    kTopParameter,
    ParameterSpec{"pivot", Shape::Number, 0, 1},
    ParameterSpec{"funnel", Shape::List},
    ParameterSpec{"format"},
};

/// The question a checked request asks. Errors: BadUsage where a filter is not F=V.
Result<query::AggregateRequest> aggregate_request(const nlohmann::json&);

nlohmann::ordered_json answer_json(const query::AggregateAnswer&);

/// `a,b` as two; spaces around them are dropped.
std::vector<std::string> split_commas(const std::vector<std::string>&);
/// The same of measures, which may hold commas: cut only where a measure begins behind one.
std::vector<std::string> split_measures(const std::vector<std::string>&);

/// A figure as JSON: amounts in yuan, shares of 1, dates as text, null where there is none.
nlohmann::ordered_json figure_json(const query::Figure&);

}  // namespace leian::api
