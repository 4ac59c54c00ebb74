#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

TEST_CASE("a table is read as RFC 4180 has it, and a little beyond", "[readers][csv]") {
  const TempFolder folder;
  const auto [content, expected] = GENERATE(table<std::string, Seen>({
      {"a,b\n1,2\n", {"2 {\"a\":\"1\",\"b\":\"2\"}"}},
      {"a,b\r\n1,2\r\n", {"2 {\"a\":\"1\",\"b\":\"2\"}"}},
      {"a,b\n1,2", {"2 {\"a\":\"1\",\"b\":\"2\"}"}},
      {"a\tb,c\td\n1\t2\t3\n", {"2 {\"a\":\"1\",\"b,c\":\"2\",\"d\":\"3\"}"}},
      {"a;b;c\n1;2,5;3\n", {"2 {\"a\":\"1\",\"b\":\"2,5\",\"c\":\"3\"}"}},
      {"a,b\n\"x, \"\"y\"\"\",\"line one\nline two\"\n3,4\n",
       {"2 {\"a\":\"x, \\\"y\\\"\",\"b\":\"line one\\nline two\"}", "4 {\"a\":\"3\",\"b\":\"4\"}"}},
      {"a,b\n5\" pipe,2\n", {"2 {\"a\":\"5\\\" pipe\",\"b\":\"2\"}"}},
      {"a,b\n\"x\" ,\"y\"  \n", {"2 {\"a\":\"x\",\"b\":\"y\"}"}},
      {"a,b,c\n1\n", {"2 {\"a\":\"1\"}"}},
      {"a,b\n1,2,,\n", {"2 {\"a\":\"1\",\"b\":\"2\"}"}},
      {"a,b\n1,2,3\n4,5\n", {"2! has 3 cells, the header only 2", "3 {\"a\":\"4\",\"b\":\"5\"}"}},
      {"a,b\n\n,,\n \n1,2\n\n\n", {"5 {\"a\":\"1\",\"b\":\"2\"}"}},
      {"\n\na,b\n1,2\n", {"4 {\"a\":\"1\",\"b\":\"2\"}"}},
      {"a,,a,a, \n1,2,3,4,5\n", {"2! has 5 cells, the header only 4"}},
      {"a,,a,a\n1,2,3,4\n", {"2 {\"a\":\"1\",\"a_2\":\"3\",\"a_3\":\"4\",\"列2\":\"2\"}"}},
      {"\"案号\",\"事实\n与理由\"\n1,\n", {"3 {\"案号\":\"1\"}"}},
      {"a\n\"\"\n\"\"\"\"\n", {"3 {\"a\":\"\\\"\"}"}},
      {"a,b\n1,2\n\"\n",
       {"2 {\"a\":\"1\",\"b\":\"2\"}", "3! a quote begins on this line and is never closed"}},
  }));
  CAPTURE(content);
  CHECK(read_all(folder.write("a.csv", content)) == expected);
}

TEST_CASE("a quote that is not closed does not swallow the rows behind it", "[readers][csv]") {
  const TempFolder folder;
  const Seen seen = read_all(folder.write("a.csv", "a,b\n1,\"open,2\n3,4\n\"5\",6\n7,8\n"));
  CHECK(seen == Seen{"2! the quote that begins on this line ends before something that is no separator",
                     "3 {\"a\":\"3\",\"b\":\"4\"}", "4 {\"a\":\"5\",\"b\":\"6\"}",
                     "5 {\"a\":\"7\",\"b\":\"8\"}"});
  CHECK(read_all(folder.write("b.csv", "a,b\n1,\"open\n3,4\n5,6\n")) ==
        Seen{"2! a quote begins on this line and is never closed", "3 {\"a\":\"3\",\"b\":\"4\"}",
             "4 {\"a\":\"5\",\"b\":\"6\"}"});
  CHECK(read_all(folder.write("c.csv", "a,b\n\"1\nx\",\"open\n3,4\n")) ==
        Seen{"3! a quote begins on this line and is never closed", "4 {\"a\":\"3\",\"b\":\"4\"}"});
}

TEST_CASE("a quote left open in a big file costs one row", "[readers][csv]") {
  const TempFolder folder;
  std::string content = "a,b\n1,\"open\n";
  std::size_t rows = 0;
  for (; content.size() < 70u << 20; ++rows)
    content += "3,a row of some length to fill the file, with no quotes in it\n";
  auto reader = *open_rows(folder.write("a.csv", content));
  REQUIRE(std::holds_alternative<RowError>(*reader->next()));
  std::size_t errors = 0, others = 0;
  while (auto item = reader->next()) ++(std::holds_alternative<RowError>(*item) ? errors : others);
  CHECK(errors == rows);  // three cells under two names
  CHECK(others == 0);
}

TEST_CASE("cells that are not text are refused with their column", "[readers][csv]") {
  const TempFolder folder;
  auto reader =
      *open_rows(folder.write("a.csv", std::string("名称,b\n中文中文,\xFF\n中文,x\0y\n中文,z\n", 42)));
  std::vector<RowError> errors;
  std::size_t good = 0;
  while (auto item = reader->next()) {
    const auto object = std::get<SourceRow>(*item).object();
    if (object)
      ++good;
    else
      errors.push_back(object.error());
  }
  REQUIRE(errors.size() == 2);
  CHECK(errors[0].field == "b");
  CHECK_THAT(errors[0].reason.en, Mentions("UTF-8"));
  CHECK(errors[1].line == 3);
  CHECK_THAT(errors[1].reason.en, Mentions("NUL"));
  CHECK(good == 1);
}

TEST_CASE("the header of a table is known before its rows", "[readers][csv]") {
  const TempFolder folder;
  const auto reader = open_rows(folder.write("a.csv", "\xEF\xBB\xBF 案号 ,事实,\n1,2\n"));
  REQUIRE(reader);
  CHECK((*reader)->columns() == std::vector<std::string>{"案号", "事实"});
  CHECK((*reader)->first_row_columns() == (*reader)->columns());
  CHECK((*open_rows(folder.write("b.csv", "only,a,header\n")))->next() == std::nullopt);
  for (const char* header : {"\"a,b\n1,2\n", "a\xFF,b\n"}) {
    const auto bad = open_rows(folder.write("c.csv", header));
    REQUIRE(!bad);
    CHECK(bad.error().code == ErrorCode::BadInput);
    CHECK_THAT(bad.error().what.en, Mentions("no readable header"));
  }
}
