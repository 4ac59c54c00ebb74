/// A report as JSON, for programs: what the DOCX says as data, with empty places for the person's judgement,
/// and the query log from which it can be replayed. Shape: SimilarReport of api/http/openapi.json.
/// Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>

#include "query/report/similar_report.hpp"

namespace leian::api {

nlohmann::ordered_json report_json(const query::SimilarReport&);

}  // namespace leian::api
