// No workbook of Excel 97 does anything but give rows or an error: what goes wrong does so in the helper.
#include "tests/fuzz/seeds.hpp"
#include "tests/support/ole_maker.hpp"

using namespace leian::test;

std::vector<std::string> fuzz_seeds() {
  return {
      make_xls({{{0, 0, "编号"}, {0, 1, "标题"}, {1, 0, "", 188006}, {1, 1, "物业"}, {2, 0, "", 43524, true}},
                {{0, 0, "甲"}, {1, 0, "一"}}})};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_to_the_end("a.xls", {reinterpret_cast<const char*>(data), size});
  return 0;
}
