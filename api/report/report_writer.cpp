#include "api/report/report_writer.hpp"

#include "api/json/problem.hpp"
#include "api/report/docx_writer.hpp"
#include "api/report/html_writer.hpp"
#include "api/report/report_document.hpp"
#include "api/report/report_json.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {

Result<ReportFormatRow> report_format(std::string_view name) {
  constexpr std::size_t kShown = 60;
  for (const ReportFormatRow& row : kReportFormats)
    if (row.name == name) return row;
  return err(ErrorCode::BadUsage, Msg::ReportFormatUnknown, excerpt(name, kShown));
}

Result<std::string> report_file(const query::SimilarReport& report, ReportFormat format) {
  switch (format) {
    case ReportFormat::Docx:
      return docx_bytes(report_document(report));
    case ReportFormat::Html:
      return html_page(report_document(report));
    case ReportFormat::Json:
      break;
  }
  return one_line(report_json(report)) + "\n";
}

}  // namespace leian::api
