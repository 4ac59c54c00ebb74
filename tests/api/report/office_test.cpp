// The DOCX in a program that people open it with: LibreOffice turns it into a PDF, whose text is read.

#include "api/report/report_writer.hpp"
#include "corpora/readers/document_text.hpp"
#include "tests/api/report/reports.hpp"
#include "tests/support/process.hpp"

using namespace leian;
using namespace leian::api;
using namespace leian::test;

namespace {

std::string office() {
  for (const char* path :
       {"/usr/bin/soffice", "/usr/local/bin/soffice", "/usr/lib/libreoffice/program/soffice"})
    if (std::filesystem::exists(path)) return path;
  return "";
}

std::string without_blanks(const std::string& text) {
  std::string bare;
  for (const char c : text)
    if (c != ' ' && c != '\n' && c != '\t') bare += c;
  return bare;
}

}  // namespace

TEST_CASE("LibreOffice opens the DOCX and keeps every item of it", "[api][report][slow]") {
  const std::string program = office();
  if (program.empty()) {
    WARN("LibreOffice is not installed; skipped");
    return;
  }
  const TempFolder folder;
  const auto bytes = report_file(full_report(), ReportFormat::Docx);
  REQUIRE(bytes);
  const std::string docx = folder.write("report.docx", *bytes);
  const Outcome outcome = Process({program, "-env:UserInstallation=file://" + (folder / "profile").string(),
                                   "--headless", "--convert-to", "pdf", "--outdir", folder.path(), docx})
                              .wait();
  CAPTURE(outcome.out, outcome.err);
  REQUIRE(outcome.exit == 0);
  const auto pdf = read_document(folder / "report.pdf");
  if (!pdf) FAIL(pdf.error().what.en);
  const std::string text = without_blanks(pdf->text);
  for (const std::string& item : required_items()) {
    CAPTURE(item);
    CHECK_THAT(text, Mentions(without_blanks(item)));
  }
}
