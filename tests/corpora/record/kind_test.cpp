#include "corpora/record/kind.hpp"

#include <filesystem>
#include <fstream>

#include "tests/support/catch.hpp"

using namespace leian;

namespace {

/// A kind file with these fields and nothing wrong beside them.
std::string kind_with(const std::string& fields) {
  return R"({"kind": "notes", "label": {"zh": "笔记", "en": "notes"}, "fields": [)" + fields + "]}";
}

constexpr const char* kTitle = R"({"name": "title", "label": {"zh": "标题", "en": "title"}, "type": "text")";

std::string title_with(const std::string& more) { return kind_with(kTitle + (", " + more) + "}"); }

}  // namespace

TEST_CASE("the five kinds of the product load and share their field types", "[record][kind]") {
  const auto kinds = KindSet::load();
  INFO((kinds ? "" : kinds.error().what.en));
  REQUIRE(kinds);
  for (const char* name : {"reviewed_case", "mediation_agreement", "petition", "statute_article", "评查案件",
                           "人民调解协议", "信访事项", "法律条文"}) {
    CAPTURE(name);
    CHECK(kinds->find(name));
  }
  CHECK(kinds->kinds().size() == 5);
  for (const auto& kind : kinds->kinds()) {
    CAPTURE(kind->name());
    CHECK(kind->with_role(Role::Title));
  }
}

TEST_CASE("the kinds of cases have the parts in common that facets and sorting go by", "[record][kind]") {
  const auto kinds = KindSet::load();
  REQUIRE(kinds);
  for (const char* name : {"reviewed_case", "mediation_agreement", "petition"}) {
    const auto kind = *kinds->find(name);
    for (const Role role :
         {Role::Title, Role::Cause, Role::Region, Role::Organ, Role::Handler, Role::Outcome, Role::Opened,
          Role::Closed, Role::Programme, Role::Synthetic, Role::Party, Role::CaseNo}) {
      CAPTURE(kind->name(), row_of(role).name);
      CHECK(kind->with_role(role));
    }
  }
}

TEST_CASE("a field is found by its name, its labels, an alias and its role", "[record][kind]") {
  const auto kind = *KindSet::load()->find("petition");
  const auto opened = kind->find("opened");
  REQUIRE(opened);
  CHECK(kind->find("收到时间") == opened);
  CHECK(kind->find("收到") == opened);
  CHECK(kind->find("内容分类") == kind->with_role(Role::Cause));
  CHECK(!kind->find("nothing"));
  const auto mediation = *KindSet::load()->find("mediation_agreement");
  CHECK(mediation->find("reasoning") == mediation->find("liability"));
}

TEST_CASE("the table of roles runs parallel to the enum", "[record][kind]") {
  for (std::size_t i = 0; i < all_roles().size(); ++i)
    CHECK(static_cast<std::size_t>(all_roles()[i].role) == i);
  CHECK(all_roles().back().role == Role::Synthetic);
}

TEST_CASE("a bad kind file names the file, the place and the reason", "[record][kind]") {
  struct Case {
    std::string json, pointer, reason;
  };
  const auto bad = GENERATE(values<Case>({
      {"{", "/", "not valid JSON"},
      {"[]", "/", "must be a JSON object"},
      {R"({"kind": "a"})", "/", "\"label\" is missing"},
      {R"({"kind": "A b", "label": {"zh": "甲", "en": "a"}, "fields": []})", "/kind", "not a name"},
      {R"({"kind": "a", "label": "甲", "fields": []})", "/label", "must be a JSON object"},
      {R"({"kind": "a", "label": {"zh": "甲"}, "fields": []})", "/label", "\"en\" is missing"},
      {R"({"kind": "a", "label": {"zh": "甲", "en": "a"}, "fields": {}})", "/fields", "must be an array"},
      {R"({"kind": "a", "label": {"zh": "甲", "en": "a"}, "fields": [], "more": 1})", "/more", "unknown key"},
      {kind_with(""), "/fields", "1 to 200 fields"},
      {kind_with("7"), "/fields/0", "must be a JSON object"},
      {title_with(R"("colour": 1)"), "/fields/0/colour", "unknown key"},
      {title_with(R"("facet": true)"), "/fields/0/facet", "only for fields of type keyword"},
      {title_with(R"("facet": "yes")"), "/fields/0/facet", "true or false"},
      {title_with(R"("codes": "regions")"), "/fields/0/codes", "only for fields of type code"},
      {title_with(R"("weight": 21)"), "/fields/0/weight", "from 0 to 20"},
      {title_with(R"("weight": -1)"), "/fields/0/weight", "from 0 to 20"},
      {title_with(R"("role": "boss")"), "/fields/0/role", "unknown role"},
      {title_with(R"("role": "amount")"), "/fields/0/role", "does not fit"},
      {title_with(R"("aliases": [1])"), "/fields/0/aliases/0", "must be a string"},
      {title_with(R"("columns": [])"), "/fields/0/columns", "only for fields of type rows"},
      {title_with(R"("role": "title", "role": "body")"), "/", "stands twice"},
      {kind_with(R"({"name": "id", "label": {"zh": "号", "en": "number"}, "type": "keyword"})"),
       "/fields/0/name", "reserved"},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "string"})"), "/fields/0/type",
       "unknown type"},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": ""}, "type": "text"})"), "/fields/0/label/en",
       "not empty"},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "code"})"), "/fields/0",
       "must name its list"},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "date", "weight": 1})"),
       "/fields/0/weight", "only for"},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "rows"})"), "/fields/0",
       "needs \"columns\""},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "rows", "columns": [
          {"name": "b", "label": {"zh": "乙", "en": "b"}, "type": "rows"}]})"),
       "/fields/0/columns/0/type", "nested rows"},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "rows", "columns": [
          {"name": "b", "label": {"zh": "乙", "en": "b"}, "type": "text", "facet": true}]})"),
       "/fields/0/columns/0/facet", "unknown key"},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "text"},
                    {"name": "b", "label": {"zh": "甲", "en": "b"}, "type": "text"})"),
       "/fields/1", "names two fields"},
      {kind_with(R"({"name": "a", "label": {"zh": "甲", "en": "a"}, "type": "date", "role": "opened"},
                    {"name": "b", "label": {"zh": "乙", "en": "b"}, "type": "date", "role": "opened"})"),
       "/fields/1", "only one field"},
  }));
  CAPTURE(bad.json);
  const auto kind = Kind::parse(bad.json, "notes.json");
  REQUIRE(!kind);
  CHECK(kind.error().code == ErrorCode::BadKind);
  CHECK_THAT(kind.error().what.en, Mentions("notes.json"));
  CHECK_THAT(kind.error().what.en, Mentions("at " + bad.pointer + ": "));
  CHECK_THAT(kind.error().what.en, Mentions(bad.reason));
  CHECK_THAT(kind.error().what.zh, Mentions("notes.json 的 " + bad.pointer + " 处有误"));
}

TEST_CASE("a folder adds kinds and code lists, and what does not fit the others is refused",
          "[record][kind]") {
  const auto folder = std::filesystem::temp_directory_path() / "leian_kind_test";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder / "codes");
  const auto write = [&](const char* name, const std::string& text) { std::ofstream(folder / name) << text; };
  const std::string note =
      R"({"name": "topic", "label": {"zh": "主题", "en": "topic"}, "type": "code", "codes": "topics"})";

  write("notes.json", kind_with(note));
  const auto without_list = KindSet::load({folder});
  REQUIRE(!without_list);
  CHECK_THAT(without_list.error().what.en, Mentions("there is no code list \"topics\""));

  write("codes/topics.tsv", "code\tlabel\n1\t天气预报\n");
  const auto complete = KindSet::load({folder});
  REQUIRE(complete);
  CHECK(complete->kinds().size() == 6);

  write("notes.json",
        kind_with(R"({"name": "opened", "label": {"zh": "开始", "en": "opened"}, "type": "text"})"));
  const auto other_type = KindSet::load({folder});
  REQUIRE(!other_type);
  CHECK_THAT(other_type.error().what.en, Mentions("field opened is text in kind notes but datetime"));
  CHECK(!KindSet::load({folder / "absent"}));
  std::filesystem::remove_all(folder);
}

TEST_CASE("an index brings its kinds back from their sources, lists it lacks being open", "[record][kind]") {
  const auto set = KindSet::from_sources({kind_with(
      R"({"name": "topic", "label": {"zh": "主题", "en": "topic"}, "type": "code", "codes": "gone"})")});
  REQUIRE(set);
  REQUIRE(set->find("notes"));
  CHECK(set->codes().at("gone").open());
  const auto unknown = set->find("letters");
  REQUIRE(!unknown);
  CHECK(unknown.error().code == ErrorCode::UnknownKind);
  CHECK_THAT(unknown.error().what.en, Mentions("notes"));
}
