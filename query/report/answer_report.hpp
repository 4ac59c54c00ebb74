/// A report on similar cases, from the request to what stands in it: all of it over one generation.
#pragma once
#include <functional>

#include "query/report/similar_report.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

/// How one look-up is answered, within the same lease and scope.
using AnswerLookUp = std::function<Result<SimilarAnswer>(const SimilarRequest&)>;

/// Errors: BadUsage (number of look-ups, their limits, texts of the head), else those of the first look-up
/// that fails. Throws OutOfTime and Xapian::Error.
Result<SimilarReport> answer_report(const Asking&, const ReportRequest&, const AnswerLookUp&);

}  // namespace leian::query
