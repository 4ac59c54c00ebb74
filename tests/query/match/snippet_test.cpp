#include "query/match/snippet.hpp"

#include <nlohmann/json.hpp>

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

Record petition(const nlohmann::json& fields) {
  static const KindSet kinds = KindSet::load().value();
  nlohmann::json row = fields;
  row["id"] = "a";
  return record_from_json(kinds, kinds.find("petition").value(), row).value();
}

/// The snippet with its marks in brackets.
std::vector<Needle> needles(std::initializer_list<std::u16string> texts) {
  std::vector<Needle> marks;
  for (const std::u16string& text : texts) marks.push_back(needle_of(text));
  return marks;
}

std::string marked(const Record& record, const std::vector<Needle>& marks) {
  const Snippet snippet = make_snippet(record, marks, analyzer());
  std::string text;
  std::uint32_t at = 0;
  for (const auto& [begin, end] : snippet.marks) {
    REQUIRE(begin >= at);
    text += snippet.text.substr(at, begin - at) + "[" + snippet.text.substr(begin, end - begin) + "]";
    at = end;
  }
  return text + snippet.text.substr(at);
}

std::string marked(const Record& record, std::initializer_list<std::u16string> texts) {
  return marked(record, needles(texts));
}

}  // namespace

TEST_CASE("a snippet marks exactly the matched characters as they were written", "[query][snippet]") {
  CHECK(marked(petition({{"body", "小区物業 糾紛不断"}}), {u"物业", u"纠纷"}) == "小区[物業] [糾紛]不断");
  CHECK(marked(petition({{"body", "（ＡＢ）公司"}}), {u"ab"}) == "（[ＡＢ]）公司");
  CHECK(marked(petition({{"body", "物业纠纷"}}), {u"物业纠", u"纠纷"}) == "[物业纠纷]");
}

TEST_CASE("without a match a snippet is the beginning of the text", "[query][snippet]") {
  CHECK(marked(petition({{"body", "路灯不亮"}}), {u"物业"}) == "路灯不亮");
  CHECK(marked(petition({{"title", "标题"}}), {u"物业"}) == "标题");
}

TEST_CASE("of a long text the passage with most different words is shown", "[query][snippet]") {
  std::string filler;
  for (int i = 0; i < 200; ++i) filler += "其他内容";
  const std::string text = marked(
      petition({{"body", "物业一次。" + filler + "这里物业与纠纷同在。" + filler}}), {u"物业", u"纠纷"});
  CHECK(text.find("[物业]与[纠纷]") != std::string::npos);
  CHECK(text.starts_with("…"));
  CHECK(text.ends_with("…"));
}

TEST_CASE("a snippet never cuts a character in two", "[query][snippet]") {
  std::string text;
  for (int i = 0; i < 400; ++i) text += "𠮷a";
  const Snippet snippet =
      make_snippet(petition({{"body", text + "物业" + text}}), needles({u"物业"}), analyzer());
  CHECK(analyzer().fold(snippet.text).units.find(u'\xFFFD') == std::u16string::npos);
}

TEST_CASE("a record is called by its title, its case number, or how it begins", "[query][snippet]") {
  CHECK(title_of(petition({{"title", "反映路灯"}, {"body", "x"}})) == "反映路灯");
  CHECK(title_of(petition({{"body", "路灯不亮"}})) == "路灯不亮");
  CHECK(title_of(petition({})) == "a");
}

TEST_CASE("a form is marked however it is written, and only where it may be", "[query][snippet]") {
  const Record record = petition({{"title", "第133条"}, {"body", "依照第一百三十三条办理"}});
  CHECK(marked(record, {{span_of_form("A133"), {}}}) == "依照[第一百三十三条]办理");
  CHECK(marked(record, {{span_of_form("A133"), {{"title"}, {}}}}) == "[第133条]");
}

TEST_CASE("of things near each other those are marked that are near", "[query][snippet]") {
  SpanQuery near;
  near.type = SpanQuery::Type::Near;
  near.nearness = {Nearness::Unit::Sentence, 0};
  near.children = {span_of(u"物业"), span_of(u"电梯")};
  CHECK(marked(petition({{"body", "物业不管。物业修电梯。电梯坏了。"}}), {{near, {}}}) ==
        "…[物业]修[电梯]。电梯坏了。");
}
