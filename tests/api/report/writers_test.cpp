// The three files of a report: each says all that it must, whatever stands in the records.
#include <libxml/parser.h>

#include "api/report/docx_writer.hpp"
#include "api/report/html_writer.hpp"
#include "api/report/report_document.hpp"
#include "api/report/report_json.hpp"
#include "api/report/report_log.hpp"
#include "api/report/report_writer.hpp"
#include "corpora/readers/document_text.hpp"
#include "corpora/readers/zip_archive.hpp"
#include "tests/api/report/reports.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::api;
using namespace leian::test;
using nlohmann::json;

namespace {

std::string file_of(const query::SimilarReport& report, ReportFormat format) {
  const auto bytes = report_file(report, format);
  if (!bytes) FAIL(bytes.error().what.en);
  return *bytes;
}

/// What a program that reads documents finds in it.
std::string text_of(const std::string& bytes, const std::string& name) {
  const TempFolder folder;
  const auto document = read_document(folder.write(name, bytes));
  if (!document) FAIL(document.error().what.en);
  return document->text;
}

bool is_xml(const std::string& text) {
  xmlDocPtr parsed =
      xmlReadMemory(text.data(), static_cast<int>(text.size()), "x", nullptr,
                    XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_HUGE);
  xmlFreeDoc(parsed);
  return parsed != nullptr;
}

/// Every text of a report replaced by something nasty.
query::SimilarReport hostile_report() {
  const std::string nasty = std::string("甲<w:p>&amp;\x01\x0b\xff]]>\"'") +
                            "👮‍♀️\u202e\uFFFE\n乙\t丙<script>alert(1)</script>";
  std::string endless;
  while (endless.size() < 300'000) endless += "无边无际的事实";
  query::SimilarReport report = full_report();
  report.title = report.user = nasty;
  report.pending.card = {nasty, nasty, endless, nasty, endless, nasty, nasty, nasty, std::nullopt};
  report.pending.gist = {{nasty, endless, false, false}};
  report.pending.disputes = {{nasty, nasty, true, true}};
  for (query::ReportCase& similar : report.cases) {
    similar.card = report.pending.card;
    similar.tier_label = endless;
    similar.gist = report.pending.gist;
    similar.reasons = {{nasty, endless, 1, {nasty, {{0, 3}, {3, 9'999'999}}}, {nasty, {{5, 2}}}}};
    similar.differences = {{nasty, nasty, {endless}, {nasty}}};
  }
  report.lookups[0].request.text = endless;
  report.lookups[0].request.filters = {{nasty, endless}};
  return report;
}

}  // namespace

TEST_CASE("the DOCX states every item that the rules list", "[api][report]") {
  const std::string text = text_of(file_of(full_report(), ReportFormat::Docx), "报告.docx");
  for (const std::string& item : required_items()) {
    CAPTURE(item);
    CHECK_THAT(text, Mentions(item));
  }
}

TEST_CASE("the HTML states every item that the rules list", "[api][report]") {
  const std::string text = text_of(file_of(full_report(), ReportFormat::Html), "报告.html");
  for (const std::string& item : required_items()) {
    CAPTURE(item);
    CHECK_THAT(text, Mentions(item));
  }
}

TEST_CASE("the JSON states every item that the rules list, with empty places for the person",
          "[api][report]") {
  const json report = json::parse(file_of(full_report(), ReportFormat::Json));
  CHECK(report["user"] == "张三");
  CHECK(report["at"] == "2026-11-25T09:05:00+08:00");
  CHECK(report["platform"] == "Leian 类案");
  CHECK_FALSE(report["version"].get<std::string>().empty());
  CHECK(report["index"] == json{{"generation", 12}, {"records", 34'567}, {"analyzer", "3-abc"}});
  CHECK_THAT(report["method"].get<std::string>(), Mentions("按效力层级逐级检索"));
  CHECK(report["disputes"][0]["text"] == "是否构成入户盗窃。");
  CHECK(report["tiers"].size() == 3);
  CHECK(report["conflicts"][0]["sides"][1] == json{{"outcome", "无罪"}, {"hits", {"8"}}});
  REQUIRE(report["cases"].size() == 2);
  const json& first = report["cases"][0];
  CHECK(first["case_no"] == "（2018）辽01刑初7号");
  CHECK(first["gist"][0]["text"] == "被告人撬锁入户。");
  CHECK(first["reasons"][1]["there"]["text"] == "以撬锁方式进入");
  CHECK(first["differences"][0]["there"] == json{"12"});
  CHECK(first["judgement"] == json{{"follow", nullptr}, {"reasons", ""}});
  CHECK(report["judgement"] == first["judgement"]);
  CHECK(report["signature"] == json{{"name", ""}, {"date", nullptr}});
  CHECK(report["log"][0]["request"]["id"] == "p-1");
  CHECK(report["log"][0]["result"]["hits"][0]["id"] == "7");
  CHECK(report["log_sha256"] == log_checksum(report["log"]));
}

TEST_CASE("what was not looked at is said so, not taken for nothing", "[api][report]") {
  const std::string text = text_of(file_of(plain_report(), ReportFormat::Docx), "报告.docx");
  CHECK_THAT(text, Mentions("类案检索报告"));
  CHECK_THAT(text, Mentions("未按效力层级逐级检索"));
  CHECK_THAT(text, Mentions("系统未列出，请承办人比对"));
  CHECK_THAT(text, Mentions("系统未比对同一层级内结果是否一致"));
  CHECK_THAT(text, Mentions("没有写明争议焦点，请归纳"));
  CHECK_THAT(text, !Mentions("类案处理情况统计"));
}

TEST_CASE("a report that found nothing says so", "[api][report]") {
  query::SimilarReport report = plain_report();
  report.cases.clear();
  report.lookups[0].answer.hits.clear();
  const std::string text = text_of(file_of(report, ReportFormat::Docx), "报告.docx");
  CHECK_THAT(text, Mentions("未检索到类案"));
  CHECK_THAT(text, Mentions("承办人（签名）"));
}

TEST_CASE(
    "whatever stands in the records, every part of the DOCX is XML and the HTML holds no foreign markup",
    "[api][report]") {
  const query::SimilarReport report = hostile_report();
  const TempFolder folder;
  const auto archive =
      ZipArchive::open(SourceFile(folder.write("a.docx", file_of(report, ReportFormat::Docx))));
  REQUIRE(archive);
  CHECK((*archive)->entries().size() == 10);
  for (const ArchiveEntry& entry : (*archive)->entries()) {
    CAPTURE(entry.name);
    const auto part = (*archive)->read(entry, 64u << 20);
    REQUIRE(part);
    CHECK(is_xml(*part));
  }
  const std::string html = file_of(report, ReportFormat::Html);
  CHECK(html.find("<script") == std::string::npos);
  CHECK(html.find('\x01') == std::string::npos);
  CHECK(json::parse(file_of(report, ReportFormat::Json))["cases"].size() == 2);
}

TEST_CASE("an endless text makes no endless table cell", "[api][report]") {
  const std::string docx = docx_body(report_document(hostile_report()));
  // Gists and reasons' passages are bounded where they are made; here they are not.
  CHECK(docx.size() < 3'000'000);
}

TEST_CASE("the same report gives the same bytes", "[api][report]") {
  for (const ReportFormat format : {ReportFormat::Docx, ReportFormat::Html, ReportFormat::Json})
    CHECK(file_of(full_report(), format) == file_of(full_report(), format));
}

TEST_CASE("a document's tables keep their columns: spans add up, widths too", "[api][report]") {
  for (const auto& report : {full_report(), plain_report(), hostile_report()})
    for (const Block& block : report_document(report).blocks) {
      const auto* table = std::get_if<Table>(&block);
      if (table == nullptr) continue;
      unsigned width = 0;
      for (const unsigned column : table->widths) width += column;
      CHECK(width == 1000);
      for (const TableRow& row : table->rows) {
        std::size_t columns = 0;
        for (const TableCell& cell : row) columns += cell.span;
        CHECK(columns == table->widths.size());
      }
    }
}

TEST_CASE("a report format is known by its name", "[api][report]") {
  CHECK(report_format("docx")->format == ReportFormat::Docx);
  const auto unknown = report_format("pdf");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::BadUsage);
  CHECK_THAT(unknown.error().hint.zh, Mentions("docx"));
}
