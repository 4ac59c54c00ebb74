#include "indexer/extract/extraction.hpp"

#include <chrono>
#include <fstream>
#include <random>

#include "corpora/text/utf8.hpp"
#include "tests/support/extraction.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::Extracting;
using nlohmann::json;

namespace {

const std::string kJudgment =
    "某区人民法院 刑事判决书 （2018）辽0102刑初12号 公诉机关某区人民检察院。 被告人李某，男，1980年出生。 "
    "某区人民检察院指控被告人李某犯盗窃罪，于2018年3月1日向本院提起公诉。现已审理终结。 "
    "经审理查明，李某盗窃手机，价值2000元。 "
    "本院认为，被告人李某的行为已构成盗窃罪。归案后如实供述自己的罪行，可以从轻处罚。依照《中华人民共和国刑法"
    "》第二百六十四条、第六十七条第三款之规定，"
    "判决如下： 被告人李某犯盗窃罪，判处有期徒刑一年六个月，缓刑二年，并处罚金人民币三千元。 "
    "如不服本判决，可上诉。 审判员王某 "
    "二〇一八年四月二日 书记员赵某 附：《中华人民共和国刑法》第二百三十四条";

json judgment() { return {{"id", "a"}, {"kind", "reviewed_case"}, {"judgment", kJudgment}}; }

/// Every entry's sentence stands in the text it names, at the place it names, and holds the words.
void check_grounds(const Record& record) {
  for (const Extracted& entry : record.extracted) {
    CAPTURE(entry.field, entry.sentence, entry.words);
    const auto from = record.kind->find(entry.from);
    REQUIRE(from);
    const std::string& text = std::get<std::string>(record.values[*from].items.front());
    REQUIRE(entry.end <= text.size());
    CHECK(text.substr(entry.begin, entry.end - entry.begin) == entry.sentence);
    CHECK_FALSE(entry.words.empty());
    CHECK(entry.sentence.find(entry.words) != std::string::npos);
    CHECK(entry.confidence > 0);
    CHECK(entry.confidence <= 1);
    const auto field = record.kind->find(entry.field);
    REQUIRE(field);
    CHECK(is_extracted(record, *field));
  }
}

std::vector<std::string> sentences_of_tables() {
  std::vector<std::string> sentences;
  for (const auto& file : std::filesystem::directory_iterator(LEIAN_TEST_DATA "/extraction")) {
    std::ifstream in(file.path());
    for (std::string line; std::getline(in, line);)
      if (const auto tab = line.find('\t'); tab != line.npos) sentences.push_back(line.substr(tab + 1));
  }
  std::sort(sentences.begin(), sentences.end());
  return sentences;
}

std::string pasted(std::mt19937& random, const std::vector<std::string>& sentences, std::size_t bytes) {
  static const std::vector<std::string> kGlue{
      "",     " ", "\n", "。", "，", "；",   "\n\n", "本院认为，", "判决如下：", "经审理查明，",
      "附：", "“", "”",  "（", "犯", "刑法", "第",   "\xff",       "𠀀"};
  std::string text;
  while (text.size() < bytes) {
    const std::string& sentence = sentences[random() % sentences.size()];
    const std::size_t from = random() % (sentence.size() + 1);
    text += random() % 3 == 0 ? sentence.substr(from, random() % 60) : sentence;  // may cut characters in two
    text += kGlue[random() % kGlue.size()];
  }
  return text;
}

}  // namespace

TEST_CASE("a judgment given as a text fills the fields that its kind file names", "[indexer][extract]") {
  const json record = Extracting::built_in().json(judgment());
  CHECK(record["case_no"] == "（2018）辽0102刑初12号");
  CHECK(record["organ"] == "某区人民法院");
  CHECK(record["cause"] == json::array({"盗窃罪"}));
  CHECK(record["parties"] == json::array({"李某"}));
  CHECK(record["opened"] == "2018-03-01");
  CHECK(record["closed"] == "2018-04-02");
  CHECK(record["months"] == 18);
  CHECK(record["probation_months"] == 24);
  CHECK(record["amount"] == 2000);
  CHECK(record["outcome"] == "缓刑");
  CHECK(record["articles"] == json::array({"刑法第264条", "刑法第67条"}));
  CHECK(record["circumstances"] == json::array({"坦白"}));
  CHECK(record["sentences"][0]["penalty"] == "有期徒刑一年六个月，缓刑二年，并处罚金人民币三千元");
}

TEST_CASE("a field that the row gives is never touched", "[indexer][extract]") {
  json row = judgment();
  row["months"] = 6;
  row["cause"] = {"诈骗罪"};
  const json record = Extracting::built_in().json(row);
  CHECK(record["months"] == 6);
  CHECK(record["cause"] == json::array({"诈骗罪"}));
  for (const json& entry : record["extracted"])
    CHECK((entry["field"] != "months" && entry["field"] != "cause"));
}

TEST_CASE("a completed record reads back, and is completed to the same", "[indexer][extract]") {
  const auto& tools = Extracting::built_in();
  const Record once = tools.complete(judgment());
  Record again = tools.read(json::parse(to_json(once).dump()));
  CHECK(to_json(again) == to_json(once));
  tools.extraction->complete(again);
  CHECK(to_json(again) == to_json(once));
}

TEST_CASE("what was extracted before follows its text; what was changed by hand stays",
          "[indexer][extract]") {
  const auto& tools = Extracting::built_in();
  json row = json::parse(to_json(tools.complete(judgment())).dump());
  std::string text = row["judgment"];
  text.replace(text.find("一年六个月"), std::string("一年六个月").size(), "一年");
  row["judgment"] = text;
  row["outcome"] = "改过的结果";
  const json record = tools.json(row);
  CHECK(record["months"] == 12);
  CHECK(record["outcome"] == "改过的结果");
  for (const json& entry : record["extracted"]) CHECK(entry["field"] != "outcome");
}

TEST_CASE("what a person set in an exported record stays set", "[indexer][extract]") {
  const auto& tools = Extracting::built_in();
  json row = judgment();
  row["months"] = 17;
  row["extracted"] = json::array(
      {{{"field", "months"}, {"value", 17}, {"confidence", 1}, {"by", "王"}, {"when", "2026-01-02"}},
       {{"field", "amount"}, {"value", nullptr}, {"confidence", 1}, {"by", "王"}, {"when", "2026-01-02"}}});
  const json record = tools.json(row);
  CHECK(record["months"] == 17);
  CHECK_FALSE(record.contains("amount"));
  CHECK(tools.json(record) == record);
}

TEST_CASE("corrections go before what is read", "[indexer][extract]") {
  const auto& tools = Extracting::built_in();
  leian::test::TempFolder folder;
  const auto say = [&](const char* field, std::vector<json> values) {
    REQUIRE(Corrections::append(folder.path(),
                                {"a", field, std::move(values), "李", "2026-01-01T00:00:00+08:00"}));
  };
  say("months", {20});
  say("circumstances", {"坦白", "退赃"});
  say("amount", {});
  say("cause", {"盗窃罪"});
  const auto extraction =
      Extraction::load(tools.kinds, tools.analyzer, Corrections::load(folder.path()).value()).value();
  Record record = tools.read(judgment());
  extraction->complete(record);
  const json completed = to_json(record);
  CHECK(completed["months"] == 20);
  CHECK(completed["circumstances"] == json::array({"坦白", "退赃"}));
  CHECK_FALSE(completed.contains("amount"));
  for (const json& entry : completed["extracted"]) {
    CAPTURE(entry.dump());
    const bool said = entry["field"] == "months" || entry["field"] == "circumstances" ||
                      entry["field"] == "amount" || entry["field"] == "cause";
    CHECK(entry.contains("by") == said);
    if (said) CHECK(entry["confidence"] == 1);
    if (entry["field"] == "cause")
      CHECK(entry.contains("sentence"));  // what was accepted keeps where it stands
  }
}

TEST_CASE("every extracted value stands in a sentence of its record", "[indexer][extract]") {
  const auto& tools = Extracting::built_in();
  check_grounds(tools.complete(judgment()));
  const auto sentences = sentences_of_tables();
  std::mt19937 random(20261125);
  for (int i = 0; i < 300; ++i) {
    std::string text = pasted(random, sentences, 200 + random() % 3000);
    if (!valid_utf8(text)) text = encode_utf8(decode_utf8(text));
    if (text.find_first_not_of(" \n") == text.npos) continue;
    check_grounds(
        tools.complete({{"id", "a"}, {i % 2 == 0 ? "judgment" : "reasoning", text}, {"result", text}}));
  }
}

TEST_CASE("long texts of one sort are read in a bounded number of steps", "[indexer][extract]") {
  // What repeats is chosen to be looked at closely; a quadratic reading would take hours here.
  for (const char* piece :
       {"犯盗窃罪", "判决如下", "决定执行", "依照刑法第", "自首", "人民法院", "被告人", "3元", "《", "第一、",
        "(", "查明", "撤销被告人犯盗窃罪", "2017年3月5日", "辩护人提出系从犯", "刑法第264条", "无"}) {
    CAPTURE(piece);
    std::string text = "本院认为，判决如下";
    while (text.size() < (std::size_t{1} << 20)) text += piece;
    const Record record = Extracting::built_in().complete({{"id", "a"}, {"judgment", text}});
    CHECK(record.extracted.size() <= kMaxExtracted);
  }
}
