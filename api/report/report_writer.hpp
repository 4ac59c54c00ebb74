/// A report as the file that people file or programs read. Threads: pure functions.
/// Source: docs/http-api.md, reports; docs/adr/0026-report.md
#pragma once
#include <string>
#include <string_view>

#include "query/report/similar_report.hpp"

namespace leian::api {

enum class ReportFormat { Docx, Html, Json };

struct ReportFormatRow {
  ReportFormat format;
  std::string_view name;  ///< as asked for, and a file's ending
  std::string_view mime;
};
inline constexpr ReportFormatRow kReportFormats[] = {
    {ReportFormat::Docx, "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {ReportFormat::Html, "html", "text/html; charset=utf-8"},
    {ReportFormat::Json, "json", "application/json"},
};

/// Errors: BadUsage naming those there are.
Result<ReportFormatRow> report_format(std::string_view name);

/// The whole file. Errors: Io.
Result<std::string> report_file(const query::SimilarReport&, ReportFormat);

}  // namespace leian::api
