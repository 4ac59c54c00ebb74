#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/ole_maker.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

TEST_CASE("a workbook of Excel 97 is read as its successors are", "[readers][xls]") {
  const TempFolder folder;
  const auto file = folder.write("旧台账.xls", make_xls({{{0, 0, "编号"},
                                                          {0, 1, "标题"},
                                                          {0, 2, "日期"},
                                                          {1, 0, "", 188006},
                                                          {1, 1, "物业纠纷"},
                                                          {1, 2, "", 43524, true},
                                                          {3, 1, "第二条"},
                                                          {3, 0, "", 2.5}},
                                                         {{0, 0, "甲"}, {0, 1, "乙"}, {1, 0, "一"}}}));
  CHECK(read_tables(file) ==
        Seen{"[旧台账.xls]", R"(2 {"日期":"2019-02-28","标题":"物业纠纷","编号":188006})",
             R"(4 {"标题":"第二条","编号":2.5})", "[旧台账.xls#表2]", R"(2 {"甲":"一"})"});
}

TEST_CASE("a damaged workbook of Excel 97 is one clear error", "[readers][xls]") {
  const TempFolder folder;
  const std::string bytes = make_xls({{{0, 0, "编号"}, {1, 0, "", 1}}});
  for (const std::size_t cut : {100u, 700u, 1100u}) {
    CAPTURE(cut);
    const auto seen = read_tables(folder.write("a.xls", bytes.substr(0, cut)));
    REQUIRE(seen.size() == 1);
    CHECK_THAT(seen[0], Mentions("[! "));
  }
}
