/// What the clocks may be asked, and their answer as JSON: ClocksAnswer of api/http/openapi.json. Threads:
/// pure functions.
#pragma once
#include "api/json/parameters.hpp"
#include "query/clocks/clocks.hpp"

namespace leian::api {

inline constexpr std::array kClockParameters{
    ParameterSpec{"q"},
    ParameterSpec{"kind"},
    ParameterSpec{"filter", Shape::List},
    ParameterSpec{"id", Shape::List},
    ParameterSpec{"clock", Shape::List},
    ParameterSpec{"as_of"},
    ParameterSpec{"light", Shape::List},
    ParameterSpec{"state", Shape::List},
    ParameterSpec{"by"},
    kLimitParameter,
    kOffsetParameter,
};

/// Errors: BadUsage (a filter that is not F=V, a day that is none).
Result<query::ClockRequest> clock_request(const nlohmann::json&);

/// The day, on the clock of UTC+8; today where `text` is empty. Errors: BadUsage naming `parameter`.
Result<Date> day_or_today(std::string_view text, std::string_view parameter);

/// The parts between commas that are not empty.
std::vector<std::string> parts_of(std::string_view);

nlohmann::ordered_json answer_json(const query::ClockAnswer&);

/// day, working_day, month; number of a limit that is none on time.
std::string_view unit_name(const query::ClockItem&);

}  // namespace leian::api
