#include "corpora/documents/cutting.hpp"

#include "corpora/documents/document_forms.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/documents.hpp"

using namespace leian;

namespace {

const DocumentForms& forms() {
  static const auto loaded = DocumentForms::load().value();
  return loaded;
}

const DocumentForm& form_named(std::string_view name) {
  for (const DocumentForm& form : forms().forms())
    if (form.name == name) return form;
  throw std::runtime_error("no such form");
}

std::vector<CutSection> cut(const DocumentForm& form, const std::string& text) {
  return cut_sections(form, paragraphs_of(text), text.size());
}

/// The section that the last paragraph of `text` falls into.
std::string last_section(const DocumentForm& form, const std::string& text) {
  return form.sections[cut(form, text).back().rule].name;
}

/// The sections in order, each once.
std::string sections(const DocumentForm& form, const std::string& text) {
  std::string all;
  std::string last;
  for (const auto& one : cut(form, text)) {
    const auto& name = form.sections[one.rule].name;
    if (name != last) (all += all.empty() ? "" : " ") += name;
    last = name;
  }
  return all;
}

void must_partition(const std::vector<CutSection>& cuts, std::size_t bytes) {
  REQUIRE(!cuts.empty());
  CHECK(cuts.front().begin == 0);
  CHECK(cuts.back().end == bytes);
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    CHECK(cuts[i].begin <= cuts[i].content);
    CHECK(cuts[i].content <= cuts[i].end);
    if (i > 0) CHECK(cuts[i].begin == cuts[i - 1].end);
  }
}

struct Case {
  const char* before;
  const char* paragraph;
  const char* section;
};

void check_cases(const char* form, const std::vector<Case>& cases) {
  for (const auto& [before, paragraph, section] : cases) {
    CAPTURE(before, paragraph);
    CHECK(last_section(form_named(form), std::string(before) + "\n" + paragraph) == section);
  }
}

}  // namespace

TEST_CASE("a judgment's set phrases begin its sections", "[documents][cutting]") {
  constexpr auto kHead = "某区人民法院\n刑事判决书\n（2021）辽1202刑初77号";
  constexpr auto kFound = "经审理查明，某日某事。";
  constexpr auto kThinks = "经审理查明，某日某事。\n本院认为，罪名成立。";
  constexpr auto kDecided = "本院认为，罪名成立。判决如下：\n一、判处拘役四个月。";
  check_cases(
      "judgment",
      {
          {"", "某区人民法院", "head"},
          {kHead, "公诉机关某区人民检察院。", "parties"},
          {kHead, "原告：张三，男。", "parties"},
          {kHead, "上诉人（原审被告）李四。", "parties"},
          {kHead, "申请执行人：某公司。", "parties"},
          {kHead, "某区人民检察院以某检刑诉〔2021〕6号起诉书指控被告人高成犯盗窃罪，于4月2日向本院提起公诉。",
           "origin"},
          {kHead, "原告张三与被告李四借款纠纷一案，本院立案后，公开开庭进行了审理。", "origin"},
          {kHead, "上诉人李四因借款纠纷一案，不服某区人民法院判决，向本院提起上诉。", "origin"},
          {kHead, "公诉机关指控：某日某事。", "claims"},
          {kHead, "某区人民检察院指控，某日某事。", "claims"},
          {kHead, "原告张三诉称，被告欠款。", "claims"},
          {kHead, "张三向本院提出诉讼请求：判令还款。", "claims"},
          {kHead, "上诉人李四上诉称，一审有误。", "claims"},
          {kHead, "被告李四辩称，已经还款。", "defence"},
          {kHead, "辩护人提出的辩护意见是从轻处罚。", "defence"},
          {kHead, "被告人高成对指控的事实没有异议。", "defence"},
          {kHead, "经审理查明，某日某事。", "facts"},
          {kHead, "经审理查明：", "facts"},
          {kHead, "本院经审理认定事实如下：某日某事。", "facts"},
          {kHead, "本院查明：某日某事。", "facts"},
          {kHead, "原审法院认定，某日某事。", "facts"},
          {kHead, "一审法院查明的事实：某日某事。", "facts"},
          {kFound, "另查明，某日某事。", "facts"},
          {kFound, "上述事实，有下列证据证实。", "evidence"},
          {kFound, "以上事实，有收条为证。", "evidence"},
          {kFound, "原告为支持其主张，向本院提交了下列证据：", "evidence"},
          {kFound, "本院认为，罪名成立。", "reasoning"},
          {kFound, "综上所述，本院认为：罪名成立。", "reasoning"},
          {kFound, "经审查，本院认为，罪名成立。", "reasoning"},
          {kThinks, "另查明，被告人已退赃。", "facts"},
          {kThinks, "据此，依照刑法第二百六十四条之规定，判决如下：判处拘役四个月。", "result"},
          {kThinks, "依照民事诉讼法第一百八十条规定，裁 定 如 下 ：\n准许撤回上诉。", "result"},
          {kDecided, "案件受理费50元，由被告负担。", "result"},
          {kDecided, "如不服本判决，可在十日内上诉。", "notice"},
          {kDecided, "如果不服从本判决，可在十日内上诉。", "notice"},
          {kDecided, "本判决为终审判决。", "notice"},
          {kDecided, "审　判　长　　王 一", "tail"},
          {kDecided, "代理审判员王一", "tail"},
          {kDecided, "二〇二一年五月十一日", "tail"},
          {"本院认为，罪名成立。判决如下：\n拘役。\n审判员王一", "附：相关法律条文", "annex"},
          {"本院认为，罪名成立。判决如下：\n拘役。\n审判员王一", "《中华人民共和国刑法》", "annex"},
          {"本院认为，罪名成立。", "附带民事诉讼原告人请求赔偿。", "reasoning"},
      });
}

TEST_CASE("headings and phrases of the other forms begin their sections", "[documents][cutting]") {
  check_cases("mediation_agreement", {{"人民调解协议书", "甲方：张三", "parties"},
                                      {"人民调解协议书", "当事人\t姓名\t张三", "parties"},
                                      {"人民调解协议书", "一、主要事实", "facts"},
                                      {"人民调解协议书", "纠纷主要事实、争议事项：某日某事。", "facts"},
                                      {"人民调解协议书", "（二）争议事项：", "disputes"},
                                      {"人民调解协议书", "【争议焦点】", "disputes"},
                                      {"人民调解协议书", "3.各方责任", "liability"},
                                      {"主要事实：甲", "四、协议内容：", "terms"},
                                      {"主要事实：甲", "经调解，双方自愿达成如下协议：\n一、赔偿。", "terms"},
                                      {"主要事实：甲", "双方达成协议如下：赔偿。", "terms"},
                                      {"协议内容：甲", "履行方式、时限：当场", "performance"},
                                      {"协议内容：甲", "履行协议的方式、地点、期限", "performance"},
                                      {"协议内容：甲", "本协议一式三份。", "copies"},
                                      {"协议内容：甲", "当事人（签名、盖章或按指印）：", "tail"},
                                      {"协议内容：甲", "人民调解员（签名）：王一", "tail"},
                                      {"主要事实：甲", "双方争议很大，多次争吵。", "facts"}});
  check_cases("petition", {{"信访件", "信访人：张三", "petitioner"},
                           {"信访件", "信访内容：", "body"},
                           {"信访件", "反映的主要问题\t某事", "body"},
                           {"信访件", "尊敬的市长：", "letter"},
                           {"尊敬的市长：", "诉求：补发。", "demands"},
                           {"尊敬的市长：", "我的请求如下：\n补发。", "demands"},
                           {"尊敬的市长：", "此致", "tail"}});
  check_cases("petition_reply", {{"答复意见书", "你反映的问题收悉。", "demands"},
                                 {"答复意见书", "一、信访诉求", "demands"},
                                 {"答复意见书", "二、调查核实情况", "findings"},
                                 {"答复意见书", "经查，情况属实。", "findings"},
                                 {"经查，情况属实。", "三、处理意见", "opinion"},
                                 {"经查，情况属实。", "四、法律依据：", "basis"},
                                 {"处理意见：甲", "如不服本意见，可申请复查。", "remedy"},
                                 {"处理意见：甲", "某区财政局\n2023年5月6日", "tail"}});
}

TEST_CASE("the documents of every form fall into their sections in order", "[documents][cutting]") {
  const auto& judgment = form_named("judgment");
  CHECK(sections(judgment, test::kCivilJudgment) ==
        "head parties origin claims defence facts evidence reasoning result notice tail annex");
  CHECK(sections(judgment, test::kCriminalJudgment) ==
        "head parties origin claims defence evidence reasoning result notice tail");
  CHECK(sections(form_named("mediation_agreement"), test::kOwnAgreement) ==
        "head parties facts disputes liability terms performance copies tail");
  CHECK(sections(form_named("petition"), test::kLetter) == "head letter demands tail");
  CHECK(sections(form_named("petition_reply"), test::kReply) ==
        "head demands answer demands findings opinion basis remedy tail");
}

TEST_CASE("what an earlier court decided is not the operative part", "[documents][cutting]") {
  const auto& judgment = form_named("judgment");
  for (const auto& one : cut(judgment, test::kSecondRuling))
    if (judgment.sections[one.rule].name == "result")
      CHECK(trimmed_lines(test::kSecondRuling.substr(one.begin, one.end - one.begin)) == "准许撤回上诉。");
  CHECK(sections(judgment, test::kSecondRuling) == "head parties origin reasoning result notice tail");
}

TEST_CASE("paragraphs that were joined are cut at sentences", "[documents][cutting]") {
  std::string joined = test::kCriminalJudgment;
  const auto begin = joined.find("公诉机关指控");
  for (auto at = joined.find('\n', begin); at < joined.find("如不服"); at = joined.find('\n', at))
    joined.erase(at, 1);
  CHECK(sections(form_named("judgment"), joined) ==
        "head parties origin claims reasoning result notice tail");
}

TEST_CASE("sections hold every byte of any text exactly once", "[documents][cutting][oracle]") {
  std::mt19937 random(20261125);
  for (int round = 0; round < 400; ++round) {
    const std::string text = test::jumbled_document(random);
    const auto paragraphs = paragraphs_of(text);
    for (const DocumentForm& form : forms().forms())
      must_partition(cut_sections(form, paragraphs, text.size()), text.size());
  }
}
