#include "corpora/readers/sheet_values.hpp"

#include "tests/support/catch.hpp"

using namespace leian;

TEST_CASE("cells are found by letters and numbers", "[readers][sheets]") {
  struct Case {
    const char* text;
    unsigned row, column;
  };
  for (const Case& c : {Case{"A1", 1, 1}, Case{"Z10", 10, 26}, Case{"AA2", 2, 27}, Case{"$AB$12", 12, 28},
                        Case{"XFD1048576", 1'048'576, 16'384}}) {
    CAPTURE(c.text);
    const auto place = parse_place(c.text);
    REQUIRE(place);
    CHECK(place->row == c.row);
    CHECK(place->column == c.column);
  }
  for (const char* bad :
       {"", "A", "1", "A0", "XFE1", "A1048577", "A1B", "AAAAAAAAAAAA1", "A-1", "A99999999999"}) {
    CAPTURE(bad);
    CHECK(!parse_place(bad));
  }
  const auto range = parse_range("B2:D5");
  REQUIRE(range);
  CHECK(range->last.row == 5);
  CHECK(range->last.column == 4);
  CHECK(parse_range("C3")->last.row == 3);
  CHECK(!parse_range("D5:B2"));
}

TEST_CASE("a format tells whether a number is a date", "[readers][sheets]") {
  for (const char* code : {"yyyy-mm-dd", "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy年m月d日;@", "h:mm",
                           "m/d/yy h:mm", "[DBNum1][$-804]yyyy\"年\"m\"月\"", "上午/下午h\"时\"mm\"分\""}) {
    CAPTURE(code);
    CHECK(read_format(code).moment);
  }
  for (const char* code :
       {"General", "0.00", "#,##0", "0%", "\"日期\"0", "[Red]0.0", "[h]:mm:ss", "0\\d", "@", "￥#,##0.00"}) {
    CAPTURE(code);
    CHECK(!read_format(code).moment);
  }
  CHECK(read_format("000000").digits == 6);
  CHECK(read_format("0").digits == 0);
  for (const int id : {14, 22, 27, 31, 57, 58}) CHECK(builtin_format(id).moment);
  for (const int id : {0, 1, 2, 9, 11, 46, 49}) CHECK(!builtin_format(id).moment);
}

TEST_CASE("serial numbers are days of either calendar", "[readers][sheets]") {
  struct Case {
    double serial;
    bool since_1904;
    const char* text;
  };
  for (const Case& c :
       {Case{43524, false, "2019-02-28"}, Case{43524.475752314815, false, "2019-02-28 11:25:05"},
        Case{1, false, "1900-01-01"}, Case{59, false, "1900-02-28"}, Case{61, false, "1900-03-01"},
        Case{0.5, false, "12:00:00"}, Case{42062, true, "2019-02-28"}, Case{1, true, "1904-01-02"},
        Case{43524.9999999, false, "2019-03-01"}, Case{2958465, false, "9999-12-31"}}) {
    CAPTURE(c.serial);
    CHECK(moment_of_serial(c.serial, c.since_1904) == c.text);
  }
  for (const double bad : {-1.0, 60.0, 2958466.0, 1e300}) CHECK(!moment_of_serial(bad, false));
}

TEST_CASE("numbers are written as they were typed", "[readers][sheets]") {
  CHECK(plain_number("188006") == "188006");
  CHECK(plain_number("188006.0") == "188006");
  CHECK(plain_number("0.10000000000000001") == "0.1");
  CHECK(plain_number("1.8E+3") == "1800");
  CHECK(plain_number("-2.5") == "-2.5");
  for (const char* bad : {"", "abc", "1 2", "1e999", "inf", "nan"}) CHECK(!plain_number(bad));
}

TEST_CASE("characters that XML cannot hold are unescaped", "[readers][sheets]") {
  CHECK(unescape_cell("a_x000D_\nb") == "a\r\nb");
  CHECK(unescape_cell("_x4E2D_文") == "中文");
  CHECK(unescape_cell("_x005F_x000D_") == "_x000D_");
  CHECK(unescape_cell("_x00") == "_x00");
  CHECK(unescape_cell("_xZZZZ_") == "_xZZZZ_");
  CHECK(unescape_cell("_xD800_") == "\xEF\xBF\xBD");
}
