#include "corpora/record/code_list.hpp"

#include "corpora/core/paths.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

namespace {

CodeLists shipped() {
  auto lists = load_code_lists(data_folder() / "codes");
  REQUIRE(lists);
  return std::move(*lists);
}

}  // namespace

TEST_CASE("a value is found by code, label, alias and with its parents in front", "[record][codes]") {
  const auto lists = shipped();
  struct Case {
    std::string list, value, code;
  };
  const auto known = GENERATE(values<Case>({
      {"regions", "210400", "210400"},
      {"regions", "抚顺市", "210400"},
      {"regions", "抚顺", "210400"},
      {"regions", "抚顺县", "210421"},
      {"regions", " 辽宁 ", "210000"},
      {"regions", "内蒙古", "150000"},
      {"regions", "上海市", "310000"},
      {"regions", "沈阳市和平区", "210102"},
      {"regions", "辽宁省沈阳市和平区", "210102"},
      {"regions", "辽宁/沈阳/和平区", "210102"},
      {"regions", "鞍山市铁西区", "210303"},
      {"regions", "抚顺市抚顺县石文镇", "210421101"},
      {"causes", "盗窃罪", "盗窃罪"},
      {"causes", "盗窃", "盗窃罪"},
      {"causes", "贩卖毒品罪", "贩卖毒品罪"},
      {"causes", "人格权纠纷", "人格权纠纷"},
      {"causes", "身体权纠纷", "生命权、身体权、健康权纠纷"},
      {"causes", "离婚", "离婚纠纷"},
      {"petition_classes", "城乡建设", "城乡建设"},
      {"petition_classes", "城乡建设/安全生产/事故处理", "城乡建设/安全生产/事故处理"},
      {"petition_classes", "城乡建设 > 安全生产", "城乡建设/安全生产"},
      {"dispute_types", "物业", "物业纠纷"},
      {"dispute_types", "交通事故", "道路交通事故纠纷"},
      {"organs", "沈阳中院", "辽宁省沈阳市中级人民法院"},
  }));
  CAPTURE(known.list, known.value);
  const CodeEntry* entry = lists.at(known.list).find(known.value);
  REQUIRE(entry != nullptr);
  CHECK(entry->code == known.code);
}

TEST_CASE("an ambiguous name is not guessed at", "[record][codes]") {
  const auto lists = shipped();
  CHECK(lists.at("regions").find("铁西区") == nullptr);
  CHECK(lists.at("regions").candidates("铁西区").size() == 2);
  CHECK(lists.at("regions").candidates("苏州市").empty());
  CHECK(lists.at("regions").find("") == nullptr);
  CHECK(lists.at("regions").find(std::string(100'000, 'x')) == nullptr);
}

TEST_CASE("a code leads to what lies below it and to what stands above", "[record][codes]") {
  const auto lists = shipped();
  const auto& regions = lists.at("regions");
  const auto below = regions.with_descendants("210400");
  CHECK(below.front() == "210400");
  CHECK(std::count(below.begin(), below.end(), "210421101") == 1);
  constexpr std::size_t kOtherProvinces = 33;  // without anything below them
  CHECK(regions.with_descendants("210000").size() + kOtherProvinces == regions.entries().size());
  CHECK(regions.with_descendants("nowhere") == std::vector<std::string>{"nowhere"});
  const auto path = regions.path_to("210421101");
  REQUIRE(path.size() == 4);
  CHECK(path[0]->label == "辽宁省");
  CHECK(path[3]->level == 4);
  CHECK(regions.path_to("nowhere").empty());
}

TEST_CASE("a bad code list names the file, the line and the reason", "[record][codes]") {
  struct Case {
    std::string text;
    int line;
    std::string reason;
  };
  const auto bad = GENERATE(values<Case>({
      {"code\tlabel\n1\n", 2, "needs 2 to 4 cells"},
      {"code\tlabel\n1\t\n", 2, "needs 2 to 4 cells"},
      {"code\tlabel\n1\ta\tb\tc\td\n", 2, "needs 2 to 4 cells"},
      {"# note\ncode\tlabel\n1\ta\n1\tb\n", 4, "\"1\" stands twice"},
      {"code\tlabel\n1\ta\t9\n", 2, "no parent \"9\""},
      {"code\tlabel\n1\ta\t2\n2\tb\t1\n", 2, "back to itself"},
      {"code\tlabel\n1\t\xFF\n", 2, "UTF-8"},
  }));
  CAPTURE(bad.text);
  const auto list = CodeList::parse(bad.text, "topics", "topics.tsv");
  REQUIRE(!list);
  CHECK_THAT(list.error().what.en, Mentions("topics.tsv, line " + std::to_string(bad.line)));
  CHECK_THAT(list.error().what.en, Mentions(bad.reason));
}

TEST_CASE("a list says itself whether it is open", "[record][codes]") {
  CHECK(CodeList::parse("#open\ncode\tlabel\n", "a", "a.tsv")->open());
  CHECK(!CodeList::parse("code\tlabel\n", "a", "a.tsv")->open());
  const auto lists = shipped();
  CHECK(lists.at("regions").open());
  CHECK(!lists.at("dispute_types").open());
}
