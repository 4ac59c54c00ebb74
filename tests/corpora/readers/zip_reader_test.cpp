#include <unicode/ucnv.h>

#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/ole_maker.hpp"
#include "tests/support/pdf_maker.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian;
using namespace leian::test;

namespace {

const std::string kCsv = "编号,标题\n1,甲\n";

}  // namespace

TEST_CASE("an archive gives what lies in it, in the order of names", "[readers][zip]") {
  const TempFolder folder;
  const auto file = make_zip(folder / "a.zip", {{"乙/b.csv", kCsv},
                                                {"a.jsonl", "{\"id\":1}\n"},
                                                {"x.xyz", "?"},
                                                {"乙/~$b.csv", "x"},
                                                {"内.zip", zip_bytes({{"c.csv", kCsv}})}});
  const std::string shown = file.string();
  CHECK(read_tables(file) == Seen{"[a.jsonl]", R"(1 {"id":1})", "[b.csv]", R"(2 {"标题":"甲","编号":"1"})",
                                  "[c.csv]", R"(2 {"标题":"甲","编号":"1"})",
                                  "(" + shown + ": passed over x.xyz, which cannot be read)",
                                  "(" + shown + ": passed over 乙/~$b.csv, which cannot be read)"});
}

TEST_CASE("documents in an archive are read, in the helper too", "[readers][zip]") {
  const TempFolder folder;
  const auto seen =
      read_tables(make_zip(folder / "a.zip", {{"a.docx", zip_bytes(docx_parts(paragraph("文书一")))},
                                              {"b.pdf", make_pdf({{{90, 100, "文书二"}}})},
                                              {"c.xls", make_xls({{{0, 0, "编号"}, {1, 0, "", 3}}})}}));
  REQUIRE(seen.size() == 6);
  CHECK_THAT(seen[1], Mentions("文书一"));
  CHECK_THAT(seen[3], Mentions("文书二"));
  CHECK(seen[5] == R"(2 {"编号":3})");
}

TEST_CASE("names in GBK are read", "[readers][zip]") {
  const TempFolder folder;
  const auto file = make_zip(folder / "a.zip", {{"\xD0\xC5\xB7\xC3.csv", kCsv}});
  CHECK(read_tables(file)[0] == "[信访.csv]");
}

TEST_CASE("an entry that is at fault is told, and the others go on", "[readers][zip]") {
  const TempFolder folder;
  const auto seen = read_tables(make_zip(folder / "a.zip", {{"../../etc/x.csv", kCsv},
                                                            {"/abs.csv", kCsv},
                                                            {"C:\\x.csv", kCsv},
                                                            {"a/../../y.csv", kCsv},
                                                            {"bad.pdf", "%PDF-1.5 nothing"},
                                                            {"good.csv", kCsv}}));
  CAPTURE(seen);
  std::size_t outside = 0;
  for (const auto& line : seen) outside += line.find("points outside") != std::string::npos;
  CHECK(outside == 4);
  CHECK(std::count(seen.begin(), seen.end(), "[good.csv]") == 1);
  CHECK(std::count_if(seen.begin(), seen.end(),
                      [](const auto& line) { return line.find("bad.pdf") != line.npos; }) == 1);
}

TEST_CASE("of an archive full of bombs one is told, and the rest is read", "[readers][zip]") {
  const TempFolder folder;
  const std::string inner = zip_bytes({{"c.csv", kCsv}});
  const std::string middle = zip_bytes({{"1.zip", inner}, {"2.zip", inner}, {"3.csv", kCsv}});
  const auto seen = read_tables(make_zip(folder / "a.zip", {{"a.zip", middle},
                                                            {"b.zip", middle},
                                                            {"bomb1.csv", std::string(64u << 20, '0')},
                                                            {"bomb2.csv", std::string(64u << 20, '0')},
                                                            {"good.csv", kCsv}}));
  CAPTURE(seen);
  const auto told = [&](const char* what) {
    return std::count_if(seen.begin(), seen.end(),
                         [&](const auto& line) { return line.find(what) != line.npos; });
  };
  CHECK(told("more than 2 deep") == 1);
  CHECK(told("as a ZIP bomb does") == 1);
  CHECK(told("3.csv]") == 2);
  CHECK(told("good.csv]") == 1);
}

TEST_CASE("archives that hold nothing, too much or themselves are one clear error", "[readers][zip]") {
  const TempFolder folder;
  CHECK_THAT(read_tables(make_zip(folder / "a.zip", {{"x.xyz", "?"}}))[0],
             Mentions("holds nothing that can be read"));
  const std::string inner = zip_bytes({{"c.csv", kCsv}});
  const std::string middle = zip_bytes({{"b.zip", inner}});
  CHECK_THAT(read_tables(make_zip(folder / "b.zip", {{"a.zip", middle}}))[0], Mentions("more than 2 deep"));
  std::string cut = zip_bytes({{"c.csv", kCsv}});
  CHECK_THAT(read_tables(folder.write("c.zip", cut.substr(0, cut.size() - 10)))[0],
             Mentions("damaged or incomplete"));
}
