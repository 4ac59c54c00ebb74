/// The query log of a report (检索日志): every look-up as it was asked and what it gave, so that it can be
/// run again. Entries are JSON: `request, at, user, account, generation, took_ms`, and `result`, which alone
/// is compared; the same question to the same revision of an index gives the same bytes of `result`. Threads:
/// pure functions. Source: docs/adr/0026-report.md
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "query/report/similar_report.hpp"

namespace leian::api {

/// Of the log's JSON; counted up where a program of before could not replay it.
inline constexpr int kReportLogForm = 1;

/// Each with channel, term, weight, and the passages there are, as text and marked bytes.
nlohmann::ordered_json reasons_json(const std::vector<query::Reason>&);

/// All of a look-up's request but its budget, and back. Errors: BadInput, BadUsage, UnknownKind.
nlohmann::ordered_json lookup_request_json(const query::SimilarRequest&);
Result<query::SimilarRequest> lookup_request(const nlohmann::json&, const KindSet&);

/// `result` of an entry: total, channels, predicted causes, tiers, and of each hit id, score, reasons with
/// their passages, differences, tier.
nlohmann::ordered_json result_json(const query::SimilarAnswer&);

/// The whole log.
nlohmann::ordered_json log_json(const query::SimilarReport&);

/// SHA-256 of a log, in hexadecimal; the order of members does not count.
std::string log_checksum(const nlohmann::json& log);

}  // namespace leian::api
