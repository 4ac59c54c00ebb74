/// A report on similar cases as a document to file: what the guiding opinion asks for, in the order in which
/// offices write it, with marked places for the person's judgement. Wording is Chinese: it is an official
/// document. Where an answer holds no tiers, conflicts, differences or passages, the text says what was not
/// looked at rather than that there is none. Threads: pure functions.
/// Source: 《关于统一法律适用加强类案检索的指导意见（试行）》 (2020-07-31) art. 8; docs/adr/0026-report.md
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "api/report/document.hpp"
#include "query/report/similar_report.hpp"

namespace leian::api {

inline constexpr std::string_view kReportPlatform = "Leian 类案";
/// The program's own.
std::string_view report_version();

/// As asked for, else 类案检索报告.
std::string report_title(const query::SimilarReport&);

/// How it was searched, in a sentence.
std::string method_of(const query::SimilarReport&);

OfficeDocument report_document(const query::SimilarReport&);

}  // namespace leian::api
