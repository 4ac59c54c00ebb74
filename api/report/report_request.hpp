/// What a report may be asked for over HTTP: all that a look-up takes, and how the report is to be.
/// Threads: pure functions. Source: ReportRequest of api/http/openapi.json
#pragma once
#include <algorithm>
#include <array>

#include "api/json/parameters.hpp"
#include "query/report/similar_report.hpp"

namespace leian::api {

/// Cases that a report lists unless asked otherwise: as many as a person looks through.
inline constexpr std::uint32_t kUsualReportCases = 10;

inline constexpr ParameterSpec kReportLimitParameter{"limit", Shape::Number, 1, query::kMaxReportCases};

inline constexpr std::array kReportOnlyParameters{
    ParameterSpec{"format"},
    ParameterSpec{"user"},
    ParameterSpec{"title"},
    ParameterSpec{"senses", Shape::List},
};

/// The parameters of a look-up, then those of reports alone.
inline constexpr auto kReportParameters = [] {
  std::array<ParameterSpec, kSimilarParameters.size() + kReportOnlyParameters.size()> all;
  std::copy(kSimilarParameters.begin(), kSimilarParameters.end(), all.begin());
  std::copy(kReportOnlyParameters.begin(), kReportOnlyParameters.end(),
            all.begin() + kSimilarParameters.size());
  return all;
}();

/// The report that a checked request asks for; its time and budget are the caller's to set. `senses` makes a
/// look-up of each; what stands beside the list is told unless it is declined. Errors: BadUsage, and those of
/// given_record.
Result<query::ReportRequest> report_request(const nlohmann::json&, const KindSet&);

/// A look-up for each sense; as it is where there are none. Errors: BadUsage.
Result<std::vector<query::SimilarRequest>> lookups_of(const query::SimilarRequest&,
                                                      const std::vector<std::string>& senses);

}  // namespace leian::api
