/// Errors as JSON: problem+json for HTTP, the same words inside `errors` of the command line's --json.
/// Threads: pure functions.
/// Source: RFC 9457; the Problem schema of api/http/openapi.json
#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "api/http/status.hpp"
#include "corpora/core/error.hpp"

namespace leian::api {

/// The members of problem+json.
nlohmann::ordered_json problem_json(const ProblemType&, const Text& what, const Text& hint);
nlohmann::ordered_json problem_json(const Error&);

/// JSON on one line. Bytes that are no UTF-8 become U+FFFD, so that this never fails.
std::string one_line(const nlohmann::ordered_json&);

}  // namespace leian::api
