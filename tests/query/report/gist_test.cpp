#include "query/report/gist.hpp"

#include <random>

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load();
  if (!loaded) FAIL(loaded.error().what.en);
  return **loaded;
}

GistPart passage(const std::string& text, const std::vector<GistWord>& words,
                 std::size_t units = kGistUnits) {
  return best_passage({"事实", text}, words, analyzer(), units);
}

Record record_of(const nlohmann::json& json) {
  static const auto kinds = KindSet::load();
  if (!kinds) FAIL(kinds.error().what.en);
  const auto kind = kinds->find(json.value("kind", "reviewed_case"));
  REQUIRE(kind);
  auto record = record_from_json(*kinds, *kind, json);
  if (!record) FAIL(record.error().reason.en);
  return *record;
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("a gist holds the sentences with the words that matter, as they stand", "[query][report]") {
  const std::string idle = repeated("双方当事人到庭参加了庭审活动并各自陈述了意见。", 10);
  const std::string told = "被告人深夜撬锁入户，窃得黄金首饰若干。";
  const GistPart part = passage(idle + told + idle, {{"撬锁", 3}, {"黄金", 2}});
  CHECK_THAT(part.text, Mentions(told));
  CHECK_FALSE(part.from_start);
  CHECK_FALSE(part.to_end);
  CHECK(part.label == "事实");
}

TEST_CASE("without words a gist is the beginning, in whole sentences", "[query][report]") {
  const GistPart part = passage(repeated("原告向被告交付了货物。", 30), {});
  CHECK(part.from_start);
  CHECK_FALSE(part.to_end);
  CHECK(part.text.ends_with("。"));
  CHECK(part.text.starts_with("原告"));
}

TEST_CASE("a short text is its own gist, without white space around it", "[query][report]") {
  const GistPart part = passage("\n　　原告请求支付货款。 \n", {{"货款", 1}});
  CHECK(part.text == "原告请求支付货款。");
  CHECK(part.from_start);
  CHECK(part.to_end);
}

TEST_CASE("a sentence that is too long is cut at a clause", "[query][report]") {
  const GistPart part = passage(repeated("被告人又到另一处店铺，", 60), {});
  CHECK(part.text.ends_with("，"));
  CHECK_FALSE(part.to_end);
}

TEST_CASE("a sentence ends behind its closing quotation mark", "[query][report]") {
  const std::string said = "他说：“我一定还钱。”";
  const GistPart part = passage(said + repeated("此后再无音信。", 40), {{"还钱", 5}}, 12);
  CHECK(part.text == said);
}

TEST_CASE("any passage is a part of its text, valid UTF-8 and within bounds", "[query][report]") {
  std::mt19937 random(20261125);
  const std::vector<std::string> pieces{"盗窃", "𠮷野家", "。",   "；", "\n", "　",    "Ａ座", "👮",
                                        "，",   "”",      "繁體", "！", " ",  "a&<b>", "\xff"};
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    const auto length = random() % 120;
    for (std::size_t n = 0; n < length; ++n) text += pieces[random() % pieces.size()];
    CAPTURE(text);
    const std::size_t units = 5 + random() % 60;
    const GistPart part = passage(text, {{"盗窃", 2}, {"繁体", 1}}, units);
    CHECK(text.find(part.text) != std::string::npos);
    CHECK(analyzer().fold(part.text).units.size() <= units + 1);
  }
}

TEST_CASE("the parts of a record are its fields by role, in reading order", "[query][report]") {
  const Record record = record_of({{"id", "a"},
                                   {"result", "判处有期徒刑三年。"},
                                   {"facts", "被告人盗窃手机一部。"},
                                   {"reasoning", "被告人之行为构成盗窃罪。"},
                                   {"judgment", "经审理查明，别的话。本院认为，别的话。"}});
  const auto sources = gist_sources(record, analyzer());
  REQUIRE(sources.size() == 3);
  CHECK(sources[0].label == "事实");
  CHECK(sources[1].label == "说理");
  CHECK(sources[2].label == "结果");
}

TEST_CASE("parts that no field tells are taken from the sections of the whole text", "[query][report]") {
  const Record record = record_of({{"id", "a"},
                                   {"facts", "被告人盗窃手机一部。"},
                                   {"judgment",
                                    "公诉机关指控被告人盗窃。经审理查明，被告人窃得手机。本院认为，被告人构成"
                                    "盗窃罪。判决如下：判处拘役四个月。"}});
  const auto sources = gist_sources(record, analyzer());
  REQUIRE(sources.size() == 3);
  CHECK(sources[0].text == "被告人盗窃手机一部。");
  CHECK_THAT(sources[1].text, Mentions("本院认为") && Mentions("构成盗窃罪"));
  CHECK_THAT(sources[2].text, Mentions("判处拘役四个月"));
}

TEST_CASE("a letter without sections is one part", "[query][report]") {
  const Record record =
      record_of({{"id", "p"}, {"kind", "petition"}, {"title", "噪声"}, {"body", "楼下饭店噪声扰民。"}});
  const auto sources = gist_sources(record, analyzer());
  REQUIRE(sources.size() == 1);
  CHECK(sources[0].text == "楼下饭店噪声扰民。");
}

TEST_CASE("disputed issues are the field's, else the sentence that names them, else none",
          "[query][report]") {
  CHECK(disputes_of(record_of({{"id", "a"}, {"disputes", "违约金是否过高。"}, {"facts", "争议焦点是别的。"}}),
                    analyzer())
            .at(0)
            .text == "违约金是否过高。");
  const auto stated = disputes_of(
      record_of(
          {{"id", "a"},
           {"reasoning", "双方均无异议。本案的争议焦点为：一、合同是否有效；二、货款数额。下面评述。"}}),
      analyzer());
  REQUIRE(stated.size() == 1);
  CHECK(stated[0].text == "本案的争议焦点为：一、合同是否有效；二、货款数额。");
  CHECK(disputes_of(record_of({{"id", "a"}, {"facts", "被告人盗窃。"}}), analyzer()).empty());
  CHECK(disputes_of(std::string_view("经归纳，争议焦点是责任如何分担。"), analyzer()).size() == 1);
}
