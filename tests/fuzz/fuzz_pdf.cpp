// No PDF does anything but give text or an error (in the helper), and no arrangement of words on pages,
// however mad, does anything but become text.
#include <cstring>

#include "corpora/readers/page_layout.hpp"
#include "tests/fuzz/seeds.hpp"
#include "tests/support/pdf_maker.hpp"

using namespace leian::test;

namespace {

/// Words of four numbers and a letter each, a page every seven.
std::vector<leian::Page> pages_of(std::string_view bytes) {
  constexpr std::size_t kWord = 9, kPageWords = 7;
  std::vector<leian::Page> pages;
  for (std::size_t i = 0; (i + 1) * kWord <= bytes.size(); ++i) {
    if (i % kPageWords == 0) pages.push_back({595, 842, {}});
    double at[4];
    for (std::size_t k = 0; k < 4; ++k) {
      std::int16_t number = 0;
      std::memcpy(&number, bytes.data() + i * kWord + 2 * k, sizeof number);
      at[k] = number;
    }
    pages.back().words.push_back(
        {at[0], at[1], at[2], at[3], std::string(1, bytes[i * kWord + 8]), i % 2 == 0});
  }
  return pages;
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
  const std::string lines(400, '\x31');
  return {
      "0" + make_pdf({{{90, 100, "正文第一行"}, {90, 120, "com-"}, {90, 140, "mittee"}}, {{90, 100, "3"}}}),
      "1" + lines, "1" + std::string(900, '\0')};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto rest = behind_first(data, size);
  if (size > 0 && data[0] == '1') {
    const auto pages = pages_of(rest);
    const auto running = leian::running_text(pages);
    std::size_t words = 0;
    for (const auto& page : pages) words += page.words.size();
    if (running.text.size() > 4 * words + running.margins.size()) std::abort();
    return 0;
  }
  read_to_the_end("a.pdf", rest);
  return 0;
}
