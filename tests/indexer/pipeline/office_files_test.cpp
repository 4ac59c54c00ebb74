// A folder as offices keep it: tables find their mapping, one bad file costs itself only.
#include <xlsxwriter.h>

#include "indexer/pipeline/index_files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian;
using namespace leian::test;

namespace {

void write_table(const std::filesystem::path& path, const std::vector<std::vector<std::string>>& rows) {
  lxw_workbook* book = workbook_new(path.c_str());
  lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
  for (std::size_t row = 0; row < rows.size(); ++row)
    for (std::size_t column = 0; column < rows[row].size(); ++column)
      worksheet_write_string(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column),
                             rows[row][column].c_str(), nullptr);
  REQUIRE(workbook_close(book) == LXW_NO_ERROR);
}

const std::vector<std::string> kMessage{"留言编号", "留言用户", "留言主题", "留言时间", "留言详情"};

IndexSummary run(const TempFolder& folder) {
  IndexOptions options;
  options.db = folder / "db";
  options.inputs = {folder / "in"};
  auto summary = index_files(options);
  INFO((summary ? "" : summary.error().what.en));
  REQUIRE(summary);
  return *summary;
}

}  // namespace

TEST_CASE("a folder of tables is taken as it is, each by the mapping that its columns fit",
          "[pipeline][readers]") {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "in");
  write_table(folder / "in/a.xlsx", {{"群众留言"},
                                     kMessage,
                                     {"1", "甲", "题一", "2019/2/28 11:25:05", "文一"},
                                     {"2", "乙", "题二", "2019/3/1 8:00:00", "文二"}});
  auto replies = kMessage;
  replies.insert(replies.end(), {"答复意见", "答复时间"});
  write_table(folder / "in/b.xlsx",
              {replies, {"1", "甲", "题一", "2019/2/28 11:25:05", "文一", "复一", "2019/3/2 9:00:00"}});
  folder.write("in/c.csv", "id,协议编号,主要事实,协议内容\nm1,一号,滴水,改管\n");
  folder.write("in/d.jsonl", R"({"id":"p1","kind":"petition","title":"题","body":"文"})"
                             "\n");
  folder.write("in/e.csv", "一级分类,二级分类\n城乡建设,安全\n");
  folder.write("in/f.xlsx", "not a workbook");
  folder.write("in/g.png", "x");
  make_zip(folder / "in/h.zip",
           {{"i.csv", "留言编号,留言用户,留言主题,留言时间,留言详情\n9,丙,题九,2019/3/1,文九\n"}});
  const auto summary = run(folder);
  CHECK(summary.indexed == 6);
  CHECK(summary.rejected == 0);
  CHECK(summary.skipped == std::vector<std::filesystem::path>{folder / "in/g.png"});
  REQUIRE(summary.file_errors.size() == 2);
  CHECK_THAT(summary.file_errors[0].what.en, Mentions("e.csv; the nearest, messages-classified"));
  const auto again = run(folder);
  CHECK(again.unchanged == 6);
}
