#include "query/inspect/inspect.hpp"

#include "query/access/gate.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using nlohmann::json;

namespace {

json agreement(const std::string& id, const std::string& text) {
  return {{"id", id}, {"kind", "mediation_agreement"}, {"title", id}, {"full_text", text}};
}

const ContentTally* tally(const ContentsAnswer& answer, const std::string& item) {
  for (const ContentTally& one : answer.tallies)
    if (one.item == item && one.present + one.missing + one.unknown > 0) return &one;
  return nullptr;
}

}  // namespace

TEST_CASE("documents are held against what statute says they state", "[query][inspect]") {
  const leian::test::TempIndex index(std::vector<json>{
      agreement("full",
                "人民调解协议书\n甲方：王某，男，住某村。\n纠纷主要事实：宅基地边界。\n争议事项：地界。\n"
                "双方均有过错，甲方承担主要责任。\n经调解，自愿达成如下协议：甲方于2026年3月1日前一次性支付现"
                "金3000元。\n"
                "当事人（签名）：王某 李某\n人民调解员（签名）：赵某\n某村人民调解委员会（印章）"),
      agreement("bare", "经调解，双方自愿达成如下协议：互不追究。"),
      {{"id", "terms"}, {"kind", "mediation_agreement"}, {"title", "无全文"}, {"terms", "乙方赔礼道歉。"}},
      {{"id", "oral"},
       {"kind", "mediation_agreement"},
       {"title", "口头"},
       {"terms", "和好"},
       {"form", "口头登记"}},
      {{"id", "none"}, {"kind", "mediation_agreement"}, {"title", "没有文书"}}});
  InspectRequest asked;
  const auto answer = index.gate().contents({}, asked);
  if (!answer) FAIL(answer.error().what.zh);
  CHECK(answer->records == 5);
  CHECK(answer->documents == 3);
  REQUIRE(tally(*answer, "sealed") != nullptr);
  CHECK(tally(*answer, "sealed")->present == 1);
  CHECK(tally(*answer, "sealed")->missing == 1);
  CHECK(tally(*answer, "sealed")->unknown == 1);  // only what was agreed was taken in, not the paper
  CHECK(tally(*answer, "parties_signed")->present == 1);
  CHECK(tally(*answer, "mediator_signed")->present == 1);
  CHECK(tally(*answer, "terms")->present == 3);
  CHECK(tally(*answer, "sealed")->force == ContentForce::Effect);
  CHECK(answer->total == 2);

  asked.findings = {"present"};
  asked.records.among = {"full"};
  const auto present = index.gate().contents({}, asked);
  REQUIRE(present);
  REQUIRE(present->items.size() == 1);
  CHECK(present->items[0].lines.size() == 10);
  for (const ContentLine& line : present->items[0].lines) {
    CAPTURE(line.item);
    CHECK_FALSE(line.sentence.empty());
    CHECK(line.article.zh.find("第二十九条") != std::string::npos);
    if (line.item == "deadline") CHECK(line.sentence.find("2026年3月1日前") != std::string::npos);
    if (line.item == "liability") CHECK(line.sentence.find("过错") != std::string::npos);
  }
  asked.findings = {"perhaps"};
  CHECK(index.gate().contents({}, asked).error().code == ErrorCode::BadUsage);
}

TEST_CASE("a petition's reply states claim, facts, opinion and basis", "[query][inspect]") {
  const leian::test::TempIndex index(std::vector<json>{
      {{"id", "good"},
       {"kind", "petition"},
       {"title", "甲"},
       {"reply",
        "您反映的噪声问题收悉。经调查核实，该店夜间营业属实。依据《噪声污染防治法》第六十三条，已责成其限期整"
        "改。"}},
      {{"id", "thin"}, {"kind", "petition"}, {"title", "乙"}, {"reply", "您好，感谢关注。"}},
      {{"id", "unanswered"}, {"kind", "petition"}, {"title", "丙"}}});
  const auto answer = index.gate().contents({}, {});
  REQUIRE(answer);
  CHECK(answer->documents == 2);
  for (const char* item : {"claim", "facts", "opinion", "basis"}) {
    CAPTURE(item);
    REQUIRE(tally(*answer, item) != nullptr);
    CHECK(tally(*answer, item)->present == 1);
    CHECK(tally(*answer, item)->missing == 1);
  }
  REQUIRE(answer->items.size() == 1);
  CHECK(answer->items[0].id == "thin");
}

TEST_CASE("deductions, score, sheet and grade are held against each other", "[query][inspect]") {
  const auto review = [](const std::string& id, const json& more) {
    json row{{"id", id}, {"kind", "reviewed_case"}, {"title", id}, {"case_type", "民事"}};
    row.update(more);
    return row;
  };
  const json five = {{{"item", "程序运行"}, {"points", 30}, {"deducted", 5}, {"reason", "送达不规范"}}};
  const leian::test::TempIndex index(std::vector<json>{
      review("right", {{"score", 90}, {"grade", "优质"}, {"reviewed", "2025-06-01"}, {"deductions", five}}),
      review("hundred", {{"score", 95}, {"grade", "合格"}, {"reviewed", "2026-02-01"}, {"deductions", five}}),
      review("sum", {{"score", 93}, {"grade", "合格"}, {"reviewed", "2026-02-01"}, {"deductions", five}}),
      review("grade", {{"score", 90}, {"grade", "瑕疵"}, {"reviewed", "2026-01-01"}, {"deductions", five}}),
      review("old grade",
             {{"score", 90}, {"grade", "瑕疵"}, {"reviewed", "2025-12-31"}, {"deductions", five}}),
      review("item", {{"score", 94},
                      {"grade", "优质"},
                      {"reviewed", "2025-06-01"},
                      {"deductions", {{{"item", "卷宗装订"}, {"deducted", 1}, {"reason", "缺页"}}}}}),
      review("over", {{"score", 89},
                      {"grade", "优质"},
                      {"reviewed", "2025-06-01"},
                      {"deductions", {{{"item", "立案程序"}, {"points", 6}, {"deducted", 6}}}}}),
      review("undated", {{"score", 95}}), review("unreviewed", json::object())});
  const auto answer = index.gate().scores({}, {});
  if (!answer) FAIL(answer.error().what.zh);
  CHECK(answer->records == 9);
  CHECK(answer->reviewed == 8);
  std::map<std::string, std::vector<std::string>> found;
  for (const auto& item : answer->items)
    for (const auto& finding : item.lines) found[item.id].push_back(finding.check);
  CHECK(found == std::map<std::string, std::vector<std::string>>{{"sum", {"sum"}},
                                                                 {"grade", {"grade"}},
                                                                 {"item", {"item"}},
                                                                 {"over", {"reason", "points", "over"}},
                                                                 {"undated", {"grade", "date"}}});
}

TEST_CASE("coverage counts the units of each level that had a case reviewed", "[query][inspect]") {
  const auto row = [](const char* id, const char* level, const char* organ, const char* reviewed) {
    json made{{"id", id}, {"kind", "reviewed_case"}, {"title", id}, {"level", level}, {"organ", organ}};
    if (*reviewed != '\0') made["reviewed"] = reviewed;
    return made;
  };
  const leian::test::TempIndex index(std::vector<json>{
      row("1", "乡", "丙所", ""), row("2", "县", "甲院", "2026-03-01"), row("3", "县", "甲院", ""),
      row("4", "县", "乙院", "2025-03-01"), row("5", "市", "丁院", "2026-04-01")});
  InspectRequest asked;
  const auto all = index.gate().coverage({}, asked);
  REQUIRE(all);
  REQUIRE(all->rows.size() == 3);
  CHECK(all->rows[0].level == "市");
  CHECK(all->rows[1].level == "县");
  CHECK(all->rows[1].units == 2);
  CHECK(all->rows[1].reviewed_units == 2);
  CHECK(all->rows[2].reviewed_units == 0);
  asked.period = "2026";
  const auto year = index.gate().coverage({}, asked);
  REQUIRE(year);
  CHECK(year->rows[1].reviewed_units == 1);
  CHECK(year->rows[1].reviewed_cases == 1);
  CHECK(year->rows[1].cases == 3);
  asked.period = "春天";
  CHECK(index.gate().coverage({}, asked).error().code == ErrorCode::BadUsage);
}
