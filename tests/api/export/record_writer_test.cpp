#include "api/export/record_writer.hpp"

#include <set>
#include <sstream>

#include "tests/support/catch.hpp"
#include "tests/support/process.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

const TempIndex& sample() {
  static const TempIndex index({
      {{"id", "m1"},
       {"kind", "mediation_agreement"},
       {"cause", "物业"},
       {"facts", "业主称：\"不交\"，\n并写道,三点"},
       {"closed", "2017-03-05"},
       {"amount", 3000.5}},
      {{"id", "p1"},
       {"kind", "petition"},
       {"title", "=HYPERLINK(1)"},
       {"body", std::string(40'000, 'x')},
       {"opened", "2017-03-05 08:30:00"},
       {"region", "210400"}},
      {{"id", "c1"}, {"kind", "reviewed_case"}, {"cause", {"盗窃罪", "诈骗罪"}}, {"title", "-5 的案件"}},
  });
  return index;
}

std::string written(api::ExportFormat format, const query::SearchRequest& request = {}) {
  const auto records = sample().gate().begin_export({}, request).value();
  std::string out;
  const auto done = api::write_all(*records, format, [&](std::string_view bytes) {
    out += bytes;
    return true;
  });
  if (!done) FAIL(done.error().what.en);
  return out;
}

}  // namespace

TEST_CASE("NDJSON goes back into an index as it came out", "[api][export]") {
  const TempFolder folder;
  const auto file = folder.write("all.ndjson", written(api::ExportFormat::Ndjson));
  IndexOptions options;
  options.db = sample().db();
  options.inputs = {file};
  const auto summary = index_files(options).value();
  CHECK(summary.read == 3);
  CHECK(summary.unchanged == 3);
}

TEST_CASE("CSV quotes what needs it, disarms formulas and names codes", "[api][export]") {
  const std::string csv = written(api::ExportFormat::Csv);
  CHECK(csv.starts_with("\xEF\xBB\xBF编号,种类,"));
  CHECK_THAT(csv, Mentions("\"业主称：\"\"不交\"\"，\n并写道,三点\""));
  CHECK_THAT(csv, Mentions(",'=HYPERLINK(1),"));
  CHECK_THAT(csv, Mentions("'-5 的案件"));
  CHECK_THAT(csv, Mentions("盗窃罪；诈骗罪"));
  CHECK_THAT(csv, Mentions("抚顺市"));
  CHECK_THAT(csv, Mentions(",3000.5,"));
  CHECK_THAT(csv, Mentions(",2017-03-05,"));
  CHECK(std::count(csv.begin(), csv.end(), '\r') == 4);
}

TEST_CASE("columns of one label are told apart by their names", "[api][export]") {
  const std::string csv = written(api::ExportFormat::Csv);
  const std::string header = csv.substr(3, csv.find('\r') - 3);
  std::set<std::string> labels;
  std::size_t columns = 0;
  std::stringstream line(header);
  for (std::string label; std::getline(line, label, ','); ++columns) labels.insert(label);
  CHECK(labels.size() == columns);
}

TEST_CASE("XLSX holds numbers and dates as such, and says where a text did not fit", "[api][export]") {
  const TempFolder folder;
  const auto file = folder.write("all.xlsx", written(api::ExportFormat::Xlsx));
  const Outcome sheet = Process({"/usr/bin/unzip", "-p", file.string(), "xl/worksheets/sheet1.xml"}).wait();
  REQUIRE(sheet.exit == 0);
  CHECK_THAT(sheet.out, Mentions("<v>3000.5</v>"));
  CHECK_THAT(sheet.out, Mentions("<v>42799</v>"));     // 2017-03-05
  CHECK_THAT(sheet.out, Mentions("<v>42799.354166"));  // 08:30
  CHECK_THAT(sheet.out, Mentions("原文共 40000 字"));
  CHECK_THAT(sheet.out, Mentions("=HYPERLINK(1)"));
  CHECK(sheet.out.find("<f>") == std::string::npos);
}

TEST_CASE("an export of nothing is a header, or an empty file", "[api][export]") {
  query::SearchRequest nothing;
  nothing.text = "没有这样的事情";
  CHECK(written(api::ExportFormat::Ndjson, nothing).empty());
  CHECK(written(api::ExportFormat::Csv, nothing) == "\xEF\xBB\xBF编号,种类\r\n");
  CHECK(written(api::ExportFormat::Xlsx, nothing).starts_with("PK"));
}

TEST_CASE("a writer whose receiver is gone stops with an error", "[api][export]") {
  for (const auto& row : api::kExportFormats) {
    const auto records = sample().gate().begin_export({}, {}).value();
    CAPTURE(row.name);
    const auto done = api::write_all(*records, row.format, [](std::string_view) { return false; });
    REQUIRE_FALSE(done);
    CHECK(done.error().code == ErrorCode::Io);
  }
}

TEST_CASE("an unknown format is told which there are", "[api][export]") {
  const auto format = api::export_format("pdf");
  REQUIRE_FALSE(format);
  CHECK(format.error().code == ErrorCode::BadUsage);
  CHECK_THAT(format.error().hint.en, Mentions("ndjson"));
}
