// No archive does anything but give what lies in it or an error.
#include "tests/fuzz/seeds.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian::test;

std::vector<std::string> fuzz_seeds() {
  const std::string inner = zip_bytes({{"b.csv", "编号\n1\n"}, {"c.txt", "文"}});
  return {
      inner,
      zip_bytes(
          {{"a.zip", inner}, {"../x.csv", "a\n1\n"}, {"\xD0\xC5\xB7\xC3.jsonl", "{\"id\":1}\n"}, {"d/", ""}}),
      zip_bytes({{"a.docx", zip_bytes(docx_parts(paragraph("正文")))},
                 {"b.xlsx", zip_bytes(xlsx_parts({"<sheetData/>"}))}})};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_to_the_end("a.zip", {reinterpret_cast<const char*>(data), size});
  return 0;
}
