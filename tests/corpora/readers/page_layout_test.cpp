#include "corpora/readers/page_layout.hpp"

#include "corpora/readers/page_lines.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

PageWord word(double left, double top, const std::string& text, double width, bool space = false) {
  return {left, top, left + width, top + 12, text, space};
}

}  // namespace

TEST_CASE("page numbers are known by their looks", "[readers][pdf]") {
  for (const char* number :
       {"3", "- 3 -", "— 12 —", "第3页", "第 3 页 共 10 页", "3/10", "Page 3 of 10", "(4)"}) {
    CAPTURE(number);
    CHECK(is_page_number(number));
  }
  for (const char* other : {"", "第三条", "2017年", "第3页内容", "-", "123456789", "3号"}) {
    CAPTURE(other);
    CHECK(!is_page_number(other));
  }
}

TEST_CASE("words on one height are a line, with spaces where the page has them", "[readers][pdf]") {
  const Page page{595,
                  842,
                  {word(90, 100, "第一条", 36), word(138, 100, "为了", 24), word(162, 100, "保护", 24),
                   word(90, 120, "the", 20, true), word(114, 120, "law", 20)}};
  const auto lines = lines_of(page);
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].text == "第一条 为了保护");
  CHECK(lines[1].text == "the law");
}

TEST_CASE("a line that recurs on few pages is text", "[readers][pdf]") {
  std::vector<Page> pages;
  for (int i = 0; i < 20; ++i) {
    Page page{595, 842, {}};
    if (i < 4) page.words.push_back(word(90, 40, "只在四页上", 60));
    page.words.push_back(word(90, 400, "正文" + std::string(static_cast<std::size_t>(i), 'x'), 60));
    pages.push_back(page);
  }
  CHECK(running_text(pages).margins.empty());
}

TEST_CASE("pages without words, sizes or sense do no harm", "[readers][pdf]") {
  CHECK(running_text({}).text.empty());
  CHECK(running_text({Page()}).empty_pages == std::vector<std::uint32_t>{1});
  const Page odd{
      0, 0, {{0, 0, 0, 0, "a", false}, {-1e300, 1e300, 1e300, -1e300, "b", true}, {1, 1, 0, 0, "c", false}}};
  const std::string text = running_text({odd, odd}).text;
  CHECK(text.find('a') != std::string::npos);
  CHECK(text.find('b') == std::string::npos);  // stands nowhere
}
