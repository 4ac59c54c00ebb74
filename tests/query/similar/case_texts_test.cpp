#include "query/similar/case_texts.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

const KindSet& kinds() {
  static const KindSet loaded = KindSet::load().value();
  return loaded;
}
const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

Record record_of(std::string_view kind, nlohmann::json fields) {
  fields["id"] = "r";
  return record_from_json(kinds(), kinds().find(kind).value(), fields).value();
}

std::string marked(const Snippet& snippet) {
  std::string all;
  for (const auto& [begin, end] : snippet.marks) all += snippet.text.substr(begin, end - begin) + "|";
  return all;
}

}  // namespace

TEST_CASE("a passage is cut from the original as it was written", "[query][similar]") {
  const Record record =
      record_of("reviewed_case",
                {{"title", "电动车案"}, {"facts", "某日，被告人　駕駛 電動車撞人。后又驾驶电动车离开。"}});
  CaseTexts texts(record, kinds().codes(), analyzer());
  const auto passage = texts.passage({u"电动车"});
  REQUIRE(passage);
  CHECK(marked(*passage) == "電動車|电动车|");
  CHECK(texts.passage({u"电动车"}, {Role::Title})->text == "电动车案");
  CHECK_FALSE(texts.passage({u"电动车"}, {Role::Disputes}));
  CHECK_FALSE(texts.passage({u"轮船"}));
  CHECK(texts.holds(u"离开"));
}

TEST_CASE("a value is shown by the sentence it was read in, else by itself", "[query][similar]") {
  Record record = record_of(
      "reviewed_case", {{"facts", "他自首了。"}, {"circumstances", {"自首", "累犯"}}, {"region", "210400"}});
  record.extracted.push_back({"circumstances", "自首", 0.9, "facts", 0, 15, "他自首了。", "自首", "", ""});
  const CaseTexts texts(record, kinds().codes(), analyzer());
  const auto field = [&](Role role) { return *record.kind->with_role(role); };
  const auto read = texts.value(field(Role::Circumstances), std::string("自首"));
  REQUIRE(read);
  CHECK(read->text == "他自首了。");
  CHECK(marked(*read) == "自首|");
  CHECK(texts.value(field(Role::Circumstances), std::string("累犯"))->text == "累犯");
  CHECK(texts.value(field(Role::Region), std::string("210400"))->text == "抚顺市");
  CHECK_FALSE(texts.value(field(Role::Circumstances), std::string("未遂")));
}

TEST_CASE("the story is the facts, else the body's section of facts", "[query][similar]") {
  const std::vector<Role> story{Role::Facts, Role::Body, Role::Title};
  const std::string judgment =
      "某法院刑事判决书。经审理查明，他偷了车。本院认为，构成盗窃罪。判决如下：拘役。";
  const Record both = record_of("reviewed_case", {{"facts", "他偷了车"}, {"judgment", judgment}});
  CHECK(story_of(both, story, analyzer()) == u"他偷了车\n");
  const Record body = record_of("reviewed_case", {{"judgment", judgment}});
  const std::string told = to_utf8(story_of(body, story, analyzer()));
  CHECK_THAT(told, Mentions("偷了车"));
  CHECK(told.find("拘役") == std::string::npos);
  CHECK(story_of(record_of("reviewed_case", {{"case_type", "刑事"}}), story, analyzer()).empty());
}
