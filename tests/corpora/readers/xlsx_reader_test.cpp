// XLSX, with files made by libxlsxwriter where a program would write such a file, by hand where none would.
#include <xlsxwriter.h>

#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian;
using namespace leian::test;

namespace {

/// A workbook as an office program writes it.
class Book {
 public:
  explicit Book(const std::filesystem::path& path) : path_(path), book_(workbook_new(path.c_str())) {}
  lxw_worksheet* sheet(const char* name) { return workbook_add_worksheet(book_, name); }
  lxw_format* format(const char* code) {
    lxw_format* made = workbook_add_format(book_);
    format_set_num_format(made, code);
    return made;
  }
  lxw_format* plain() { return workbook_add_format(book_); }
  std::filesystem::path save() {
    workbook_close(book_);
    return path_;
  }

 private:
  std::filesystem::path path_;
  lxw_workbook* book_;
};

void write_row(lxw_worksheet* sheet, unsigned row, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i)
    if (!cells[i].empty())
      worksheet_write_string(sheet, row, static_cast<lxw_col_t>(i), cells[i].c_str(), nullptr);
}

std::filesystem::path xlsx(const TempFolder& folder, const std::string& sheet, const std::string& shared = "",
                           const std::string& properties = "", const std::string& styles = "") {
  return make_zip(folder / "a.xlsx", xlsx_parts({sheet}, shared, properties, styles));
}

std::string text_cell(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

}  // namespace

TEST_CASE("a sheet's rows come with its header, numbers as numbers and dates as dates", "[readers][xlsx]") {
  const TempFolder folder;
  Book book(folder / "台账.xlsx");
  auto* sheet = book.sheet("2017");
  write_row(sheet, 0, {"编号", "标题", "日期", "时间", "金额", "代码"});
  worksheet_write_number(sheet, 1, 0, 188006, nullptr);
  write_row(sheet, 2, {"", "第二行\n换行\t制表"});
  worksheet_write_string(sheet, 1, 1, "物业 纠纷", nullptr);
  lxw_datetime moment{2017, 9, 30, 9, 5, 7};
  worksheet_write_datetime(sheet, 1, 2, &moment, book.format("yyyy\"年\"m\"月\"d\"日\""));
  lxw_datetime day{2017, 9, 30, 0, 0, 0};
  worksheet_write_datetime(sheet, 1, 3, &day, book.format("yyyy-mm-dd"));
  worksheet_write_formula_num(sheet, 1, 4, "=1+2.5", nullptr, 3.5);
  worksheet_write_number(sheet, 1, 5, 21, book.format("0000"));
  CHECK(
      read_tables(book.save()) ==
      Seen{
          "[台账.xlsx]",
          R"(2 {"代码":"0021","日期":"2017-09-30 09:05:07","时间":"2017-09-30","标题":"物业 纠纷","编号":188006,"金额":3.5})",
          R"(3 {"标题":"第二行\n换行\t制表"})"});
}

TEST_CASE("titles above the header are passed over, and values merged downwards are given to each row",
          "[readers][xlsx]") {
  const TempFolder folder;
  Book book(folder / "a.xlsx");
  auto* sheet = book.sheet("a");
  worksheet_merge_range(sheet, 0, 0, 0, 2, "二〇一七年调解台账", book.plain());
  write_row(sheet, 1, {"填报单位：石文镇", "", "单位：元"});
  write_row(sheet, 3, {"乡镇", "序号", "金额（单位：元）"});
  worksheet_merge_range(sheet, 4, 0, 6, 0, "石文镇", book.plain());
  for (unsigned row = 4; row < 8; ++row) worksheet_write_number(sheet, row, 1, row - 3, nullptr);
  worksheet_write_string(sheet, 7, 0, "后安镇", nullptr);
  worksheet_merge_range(sheet, 9, 0, 20, 0, "没有内容的行", book.plain());
  CHECK(read_tables(book.save()) == Seen{"[a.xlsx]", R"(5 {"乡镇":"石文镇","序号":1})",
                                         R"(6 {"乡镇":"石文镇","序号":2})", R"(7 {"乡镇":"石文镇","序号":3})",
                                         R"(8 {"乡镇":"后安镇","序号":4})", R"(10 {"乡镇":"没有内容的行"})"});
}

TEST_CASE("a header of two rows names its columns by both", "[readers][xlsx]") {
  const TempFolder folder;
  Book book(folder / "a.xlsx");
  auto* sheet = book.sheet("a");
  worksheet_merge_range(sheet, 0, 0, 1, 0, "编号", book.plain());
  worksheet_merge_range(sheet, 0, 1, 0, 2, "申请人", book.plain());
  worksheet_merge_range(sheet, 0, 3, 1, 3, "结果", book.plain());
  write_row(sheet, 1, {"", "姓名", "电话"});
  write_row(sheet, 2, {"1", "张某", "无", "达成"});
  write_row(sheet, 3, {"编号", "申请人-姓名", "申请人-电话", "结果"});
  CHECK(read_tables(book.save()) ==
        Seen{"[a.xlsx]", R"(3 {"申请人-姓名":"张某","申请人-电话":"无","结果":"达成","编号":"1"})"});
}

TEST_CASE("every visible sheet is a table; hidden ones are named, empty ones are not", "[readers][xlsx]") {
  const TempFolder folder;
  Book book(folder / "a.xlsx");
  for (const char* name : {"一月", "空", "二月", "备查"}) {
    auto* sheet = book.sheet(name);
    if (std::string(name) == "空") continue;
    write_row(sheet, 0, {"编号", "月"});
    write_row(sheet, 1, {"1", name});
    if (std::string(name) == "备查") worksheet_hide(sheet);
  }
  CHECK(read_tables(book.save()) ==
        Seen{"[a.xlsx]", R"(2 {"月":"一月","编号":"1"})", "[a.xlsx#二月]", R"(2 {"月":"二月","编号":"1"})",
             "(" + (folder / "a.xlsx").string() + ": passed over the hidden sheet \"备查\")"});
}

TEST_CASE("a false dimension, rows without content and cells out of order do no harm", "[readers][xlsx]") {
  const TempFolder folder;
  std::string rows = "<dimension ref=\"A1:ZZ65203\"/><sheetData><row r=\"1\">" + text_cell("A1", "甲") +
                     text_cell("B1", "乙") + "</row><row r=\"2\">" + text_cell("B2", "2") +
                     text_cell("A2", "1") + "</row>";
  for (int row = 3; row < 2000; ++row)
    rows += "<row r=\"" + std::to_string(row) + "\"><c r=\"A" + std::to_string(row) + "\" s=\"1\"/></row>";
  rows += "<row>" + std::string("<c t=\"str\"><v>末</v></c>") + "</row></sheetData>";
  CHECK(read_tables(xlsx(folder, rows)) ==
        Seen{"[a.xlsx]", R"(2 {"乙":"2","甲":"1"})", R"(2000 {"甲":"末"})"});
}

TEST_CASE("shared strings, rich text, booleans, errors and the calendar of 1904 are read",
          "[readers][xlsx]") {
  const TempFolder folder;
  const std::string shared =
      "<si><t>甲</t></si><si><r><t>乙</t></r><rPh sb=\"0\" eb=\"1\"><t>yǐ</t></rPh><r><t "
      "xml:space=\"preserve\"> 丙</t></r></si>"
      "<si><t>a_x000D_b</t></si><si><t>c</t></si><si><t>d</t></si>";
  const std::string rows =
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" "
      "t=\"s\"><v>3</v></c>"
      "<c r=\"D1\" t=\"s\"><v>4</v></c></row>"
      "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>2</v></c><c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"C2\" "
      "s=\"1\"><v>42062</v></c>"
      "<c r=\"D2\" t=\"e\"><v>#N/A</v></c></row>"
      "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>99</v></c><c r=\"B3\"><f>1/0</f></c><c r=\"C3\" "
      "t=\"d\"><v>2019-02-28T11:25:05</v></c></row>"
      "</sheetData>";
  const auto file = xlsx(folder, rows, shared, "<workbookPr date1904=\"1\"/>",
                         "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>");
  CHECK(read_tables(file) == Seen{"[a.xlsx]", R"(2 {"c":"2019-02-28","d":"#N/A","乙 丙":true,"甲":"a\rb"})",
                                  R"(3 {"c":"2019-02-28 11:25:05"})"});
}

TEST_CASE("a page or a text that was called a sheet is read as a table", "[readers][html]") {
  const TempFolder folder;
  const auto page = folder.write(
      "导出.xls",
      "<html><head><meta charset=\"utf-8\"></head><body><table><tr><td>台账</td></tr><tr><td>编号</td>"
      "<td>标题</td></tr><tr><td></td><td>甲</td></tr><tr><td>2</td><td>乙<br>丙</td></tr></table>");
  CHECK(read_tables(page) == Seen{"[导出.xls]", R"(3 {"标题":"甲"})", R"(4 {"标题":"乙 丙","编号":"2"})"});
  CHECK(read_tables(folder.write("b.xls", "编号\t标题\n1\t甲\n")) ==
        Seen{"[b.xls]", R"(2 {"标题":"甲","编号":"1"})"});
}

TEST_CASE("what is wrong with a sheet is said once", "[readers][xlsx]") {
  const TempFolder folder;
  SECTION("a row wider than the header is refused, the others are taken") {
    CHECK(read_tables(xlsx(folder, "<sheetData><row>" + text_cell("A1", "甲") + text_cell("B1", "乙") +
                                       "</row><row>" + text_cell("A2", "1") + text_cell("E2", "x") +
                                       "</row><row>" + text_cell("A3", "3") + "</row></sheetData>")) ==
          Seen{"[a.xlsx]", "2! has 5 cells, the header only 2", R"(3 {"甲":"3"})"});
  }
  SECTION("no header") {
    const auto seen =
        read_tables(xlsx(folder, "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row></sheetData>"));
    REQUIRE(seen.size() == 1);
    CHECK_THAT(seen[0], Mentions("no header in the first 20 rows"));
  }
  SECTION("no content") {
    const auto seen = read_tables(xlsx(folder, "<sheetData/>"));
    REQUIRE(seen.size() == 1);
    CHECK_THAT(seen[0], Mentions("is empty"));
  }
  SECTION("broken XML") {
    const auto seen =
        read_tables(xlsx(folder, "<sheetData><row>" + text_cell("A1", "甲") + "</row><row></sheetData>"));
    REQUIRE(seen.size() == 1);
    CHECK_THAT(seen[0], Mentions("not well-formed XML at line 1"));
  }
  SECTION("a part is missing") {
    auto parts = xlsx_parts({"<sheetData/>"});
    std::erase_if(parts, [](const auto& part) { return part.first.find("sheet1") != std::string::npos; });
    const auto seen = read_tables(make_zip(folder / "b.xlsx", parts));
    REQUIRE(seen.size() == 1);
    CHECK_THAT(seen[0], Mentions("part xl/worksheets/sheet1.xml is missing"));
  }
}
