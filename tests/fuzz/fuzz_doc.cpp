// No document of Word 97 does anything but give text or an error: what goes wrong does so in the helper.
#include "tests/fuzz/seeds.hpp"
#include "tests/support/ole_maker.hpp"

using namespace leian::test;

std::vector<std::string> fuzz_seeds() {
  return {make_doc({"人民调解协议书", "甲方：张某", std::string(2000, 'x')}), make_doc({"一"})};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_to_the_end("a.doc", {reinterpret_cast<const char*>(data), size});
  return 0;
}
