#include "corpora/record/mapping_shelf.hpp"

#include "corpora/core/paths.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

const KindSet& kinds() {
  static const KindSet all = *KindSet::load();
  return all;
}

using Columns = std::vector<std::string>;

MappingShelf shipped() { return MappingShelf::load(data_folder() / "mappings", kinds()); }

}  // namespace

TEST_CASE("a table is read by the mapping that uses most of its columns", "[record][mapping]") {
  struct Case {
    Columns columns;
    std::string mapping;
  };
  const Columns message{"留言编号", "留言用户", "留言主题", "留言时间", "留言详情"};
  const auto with = [&](Columns more) {
    more.insert(more.begin(), message.begin(), message.end());
    return more;
  };
  for (const Case& c : {Case{message, "messages"}, Case{with({"反对数", "点赞数"}), "messages"},
                        Case{with({"答复意见", "答复时间"}), "messages-with-replies"},
                        Case{with({"一级分类", "备注"}), "messages-classified"},
                        Case{{"id", "name", "content"}, "stard-articles"}}) {
    const auto plan = shipped().choose("a.xlsx", c.columns);
    INFO((plan ? "" : plan.error().what.en));
    REQUIRE(plan);
    REQUIRE(plan->mapping);
    CHECK(plan->mapping->name() == c.mapping);
    CHECK(plan->kind.empty());
  }
}

TEST_CASE("a table that fits nothing is told what is nearest", "[record][mapping]") {
  const auto near = shipped().choose("a.xlsx", {"一级分类", "二级分类", "三级分类"});
  REQUIRE(!near);
  CHECK(near.error().code == ErrorCode::BadMapping);
  CHECK_THAT(near.error().what.en,
             Mentions("messages-classified") && Mentions("留言编号") && Mentions("二级分类, 三级分类"));
  const auto nothing = shipped().choose("b.csv", {"甲", "乙"});
  REQUIRE(!nothing);
  CHECK_THAT(nothing.error().what.en, Mentions("b.csv") && Mentions("甲, 乙"));
}

TEST_CASE("columns that are a kind's fields need no mapping; rows with a kind neither", "[record][mapping]") {
  const auto direct = shipped().choose("a.csv", {"id", "协议编号", "主要事实", "协议内容", "调解员"});
  INFO((direct ? "" : direct.error().what.en));
  REQUIRE(direct);
  CHECK(direct->kind == "mediation_agreement");
  CHECK(!direct->mapping);
  const auto own = shipped().choose("a.jsonl", {"id", "kind", "anything"});
  REQUIRE(own);
  CHECK((own->kind.empty() && !own->mapping));
  CHECK(shipped().looks_like_record({"id", "title"}));
  CHECK(!shipped().looks_like_record({"title"}));
  CHECK(!shipped().looks_like_record({"id", "nothing_known"}));
}

TEST_CASE("two mappings that fit equally well are both named", "[record][mapping]") {
  const TempFolder folder;
  for (const char* name : {"one", "two"})
    folder.write(std::string(name) + ".json",
                 std::string(R"({"mapping":")") + name +
                     R"(","kind":"petition","id":"号","fields":{"title":"题","body":"文"}})");
  folder.write("broken.json", "{");
  const auto plan = MappingShelf::load(folder.path(), kinds()).choose("a.csv", {"号", "题", "文"});
  REQUIRE(!plan);
  CHECK_THAT(plan.error().what.en, Mentions("one and two"));
  CHECK(MappingShelf::load(folder / "absent", kinds()).choose("a.csv", {"号"}).error().code ==
        ErrorCode::BadMapping);
}
