#include "indexer/analysis/sections.hpp"

#include "tests/support/catch.hpp"

using namespace leian;

TEST_CASE("set phrases part a judgment into sections", "[analysis][sections]") {
  const std::u16string text =
      u"公诉机关诉至本院。经审理查明,张三盗窃。本院认为,构成盗窃罪。判决如下:有期徒刑。";
  const auto sections = sections_of(text);
  REQUIRE(sections.size() == 3);
  CHECK(sections[0].section == Section::Facts);
  CHECK(sections[0].span.of(text) == u"审理查明,张三盗窃。");
  CHECK(sections[1].section == Section::Reasoning);
  CHECK(sections[2].section == Section::Result);
  CHECK(sections[2].span.of(text) == u"判决如下:有期徒刑。");
  CHECK(sections_of(u"邻里纠纷").empty());
}

TEST_CASE("sections go by the names people use", "[analysis][sections]") {
  CHECK(section_named("事实") == Section::Facts);
  CHECK(section_named("本院认为") == Section::Reasoning);
  CHECK(section_named("判决") == Section::Result);
  CHECK_FALSE(section_named("物业"));
}
