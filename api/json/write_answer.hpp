/// Requests to write, from JSON, and what became of them, to JSON: WriteOutcome and WriteResult of
/// api/http/openapi.json. Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "api/json/parameters.hpp"
#include "indexer/live/write_request.hpp"

namespace leian::api {

inline constexpr std::array kWriteParameters{ParameterSpec{"kind"}};

/// One row a line of the body that is not blank; lines count from 1. Errors: TooLarge (more than `most`).
Result<std::vector<WriteRow>> bulk_rows(std::string_view body, std::size_t most);

/// The body of a PUT as a row, with the path's id where it has none of its own. Errors: BadInput (no JSON
/// object; another id).
Result<WriteRow> put_row(std::string_view id, std::string_view body);

/// {line, id, status, etag} or {line, id, status, error}.
nlohmann::ordered_json outcome_json(const WriteOutcome&);

/// Why a row was rejected, as an error of the request. Errors have no line: the request is the row.
Error rejection(const RowError&);

/// The conditions of If-Match and If-None-Match. Errors: BadUsage.
Result<WriteCondition> parse_condition(std::string_view if_match, std::string_view if_none_match);

/// "\"5f3a…\"".
std::string etag_of(const ContentHash&);

}  // namespace leian::api
