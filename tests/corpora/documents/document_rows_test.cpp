// Whole documents to records: fields, ids, limits, and that nothing is lost.
#include <set>

#include "corpora/documents/document_forms.hpp"
#include "corpora/record/intake.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/documents.hpp"

using namespace leian;

namespace {

nlohmann::json row_of(const std::string& text, const std::string& name = "文件") {
  const auto rows = rows_of_document(name, text);
  INFO((rows ? "" : rows.error().what.en));
  REQUIRE(rows);
  REQUIRE(rows->size() == 1);
  return rows->front();
}

Record record_of(const KindSet& kinds, const nlohmann::json& row) {
  SourceRow source;
  source.file = std::make_shared<const std::string>("文件");
  source.text = row.dump();
  auto record = Intake::make(kinds, "", nullptr)->record(source);
  INFO((record ? "" : record.error().field + ": " + record.error().reason.en));
  REQUIRE(record);
  return *record;
}

/// The letters of a text without blanks and line breaks.
std::string letters(const std::string& text) {
  std::string out;
  for (const auto& paragraph : paragraphs_of(text))
    for (std::size_t i = 0; i + 1 < paragraph.source.size(); ++i)
      if (paragraph.folded[i] != u'\t')
        out += text.substr(paragraph.source[i], paragraph.source[i + 1] - paragraph.source[i]);
  std::string tight;
  for (const char c : out)
    if (c != ' ' && c != '\t' && c != '\r') tight += c;
  for (auto at = tight.find("　"); at != tight.npos; at = tight.find("　")) tight.erase(at, 3);
  return tight;
}

}  // namespace

TEST_CASE("a judgment fills the fields of its kind", "[documents]") {
  const auto row = row_of(test::kCivilJudgment);
  CHECK(row["kind"] == "reviewed_case");
  CHECK(row["id"] == "（2023）辽0402民初112号-判决书");
  CHECK(row["case_no"] == "（2023）辽0402民初112号");
  CHECK(row["organ"] == "辽宁省抚顺市新抚区人民法院");
  CHECK(row["case_type"] == "民事");
  CHECK(row["instance"] == "一审");
  CHECK(row["parties"] == nlohmann::json{"周明远", "抚顺顺达建材有限公司"});
  CHECK(row["closed"] == "2023-03-09");
  CHECK(row["facts"] ==
        "本院经审理认定事实如下：2022年5月至8月，周明远供砂四十三车，欠款86000元有对账单为证。");
  CHECK(row["reasoning"].get<std::string>().ends_with("判决如下："));
  CHECK(row["result"] ==
        "一、被告于本判决生效之日起十日内支付原告周明远货款86000元；\n二、驳回原告的其他诉讼请求。\n"
        "案件受理费975元，由被告负担。");
}

TEST_CASE("where the court found no facts of its own, the charge stands for them", "[documents]") {
  const auto row = row_of(test::kCriminalJudgment);
  CHECK(row["facts"] == "公诉机关指控，2021年1月9日，被告人高成在银州区早市窃得电动车一辆，价值2300元。");
  CHECK(row["case_type"] == "刑事");
  CHECK(row["closed"] == "2021-05-11");
  CHECK(row["parties"] == nlohmann::json{"高成"});
}

TEST_CASE("a ruling of second instance says so in its id and fields", "[documents]") {
  const auto row = row_of(test::kSecondRuling);
  CHECK(row["id"] == "（2023）辽04民终501号之一-裁定书");
  CHECK(row["instance"] == "二审");
  CHECK(row["result"] == "准许撤回上诉。");
}

TEST_CASE("agreements fill their fields, in the official form, in one's own, in a table", "[documents]") {
  const auto official = row_of(test::kOfficialAgreement);
  CHECK(official["kind"] == "mediation_agreement");
  CHECK(official["id"] == "抚顺县后安镇人民调解委员会-2023-017");
  CHECK(official["parties"] == nlohmann::json{"孙丽华", "马振东"});
  CHECK(official["facts"] == "2023年4月，马振东翻建房屋，檐水滴入孙丽华院内，院墙受潮开裂。");
  CHECK(official["terms"] == "一、马振东于2023年6月30日前改装檐沟；\n二、马振东赔偿院墙修缮费叁仟元整。");
  CHECK(official["deadline"] == "2023-06-30");
  CHECK(official["handler"] == "佟志国");
  CHECK(official["closed"] == "2023-05-18");

  const auto own = row_of(test::kOwnAgreement);
  CHECK(own["case_no"] == "（2017）营医调字第12号");
  CHECK(own["facts"] == "乙方于2017年2月在甲方处手术，术后感染，多住院十九天。");
  CHECK(own["disputes"] == "乙方要求赔偿八万元，甲方认为感染属手术并发症。");
  CHECK(own["liability"] == "甲方承担次要责任，乙方自身疾病为主要原因。");
  CHECK(own["terms"] == "1、甲方一次性补偿乙方人民币贰万元。\n2、双方就此事再无争议。");
  CHECK(own["performance"] == "甲方于2017年9月1日前汇入乙方账户。");
  CHECK(own["deadline"] == "2017-09-01");
  CHECK(own["closed"] == "2017-08-10");

  const auto table = row_of(test::kTableAgreement);
  CHECK(table["case_no"] == "石调2018-6");
  CHECK(table["parties"] == nlohmann::json{"郑某", "冯某"});
  CHECK(table["facts"] == "双方因承包地边界发生争执。\n村委会曾两次劝解未果。");
  CHECK(table["terms"] == "以2015年承包合同附图为准，重新立桩。");
}

TEST_CASE("a petition and the reply to it are two records with one number", "[documents]") {
  const auto petition = row_of(test::kRegistered);
  CHECK(petition["kind"] == "petition");
  CHECK(petition["id"] == "信访-LN20230415001");
  CHECK(petition["party"] == "曹某");
  CHECK(petition["channel"] == "来访");
  CHECK(petition["opened"] == "2023-04-15");
  CHECK(petition["title"] == "要求发放2022年取暖补贴");
  CHECK(petition["body"] == "我在棉纺厂退休，取暖补贴至今没有发。");
  CHECK(petition["demands"] == "补发2022年度取暖补贴1400元。");

  const auto reply = row_of(test::kReply);
  CHECK(reply["id"] == "答复-LN20230415001");
  CHECK(reply["case_no"] == petition["case_no"]);
  CHECK(reply["organ"] == "望花区财政局");
  CHECK(reply["replied"] == "2023-05-06");
  CHECK(reply["findings"] == "经查，因人员名册有误未发放。");
  CHECK(reply["reply"] == "责成棉纺厂于2023年5月20日前更正名册并发放。");
  CHECK(reply["basis"] == "《抚顺市冬季取暖补贴办法》第六条。");

  const auto letter = row_of(test::kLetter);
  CHECK(letter["title"] == "关于望花区和平路夜间施工扰民的投诉");
  CHECK(letter["demands"] == "1、晚上十点以后停工；\n2、把灯罩起来。");
  CHECK(letter["party"] == "罗某");
}

TEST_CASE("a document like no form is kept whole", "[documents]") {
  const auto row = row_of(test::kNotice);
  CHECK(row["kind"] == "document");
  CHECK(row["title"] == "关于开展2018年矛盾纠纷大排查的通知");
  CHECK(row["case_no"] == "抚政法〔2018〕3号");
  CHECK(letters(row["body"]) == letters(test::kNotice));
  // A contract has articles, but is no statute; a statute without an article is none.
  CHECK(row_of("房屋租赁合同\n甲方：张三\n第一条 房屋坐落于新抚区。\n第二条 租期一年。")["kind"] ==
        "document");
  CHECK(row_of("某市信访工作条例\n目录\n（2019年3月1日通过）\n第一章 总则")["kind"] == "document");
}

TEST_CASE("an unnumbered document's id is its name and a mark of its letters", "[documents]") {
  const auto one = row_of(test::kLetter, "来信");
  CHECK(one["id"] == row_of("\n" + test::kLetter + "\n\n", "来信")["id"]);  // blanks do not count
  CHECK(one["id"].get<std::string>().starts_with("来信-"));
  std::set<nlohmann::json> ids{one["id"], row_of(test::kLetter + "又及。", "来信")["id"],
                               row_of(test::kLetter, "来信2")["id"]};
  CHECK(ids.size() == 3);
  const std::string long_name(5000, 'x');
  CHECK(row_of(test::kLetter, long_name + "\x01\n")["id"].get<std::string>().size() <= kMaxIdBytes);
}

TEST_CASE("what is no document gets one clear error", "[documents]") {
  struct Row {
    std::string text;
    ErrorCode code;
  };
  const std::vector<Row> rows{{"", ErrorCode::BadInput},
                              {" \n\t\n　\n", ErrorCode::BadInput},
                              {std::string(kMaxDocumentBytes + 1, 'x'), ErrorCode::TooLarge},
                              {std::string(kMaxDocumentParagraphs + 1, '\n'), ErrorCode::TooLarge}};
  for (const auto& [text, code] : rows) {
    const auto made = rows_of_document("案卷", text);
    REQUIRE(!made);
    CHECK(made.error().code == code);
    CHECK(made.error().what.zh.find("案卷") != std::string::npos);
    CHECK(!made.error().hint.zh.empty());
  }
}

TEST_CASE("text made to keep patterns busy ends all the same", "[documents]") {
  for (const std::string piece : {"原告与被告因一案于一九九九年判决如下，", "法院", "1", "一", "（", "第一条",
                                  "【", "被告人", "达成"}) {
    CAPTURE(piece);
    std::string text = "民事判决书\n（2023）辽0402民初1号\n本院认为，";
    for (int line = 0; line < 20; ++line) {
      for (int i = 0; i < 2000; ++i) text += piece;
      text += '\n';
    }
    CHECK(row_of(text)["kind"] == "reviewed_case");
  }
}

TEST_CASE("any text becomes records, and no letter of it is lost", "[documents][oracle]") {
  const auto kinds = *KindSet::load();
  std::mt19937 random(4);
  std::size_t made = 0;
  for (int round = 0; round < 300; ++round) {
    const std::string text = test::jumbled_document(random);
    const auto rows = rows_of_document("文件", text);
    if (!rows) {
      CHECK(paragraphs_of(text).empty());
      continue;
    }
    std::set<std::string> ids;
    std::size_t bytes = 0;
    for (const auto& row : *rows) {
      CHECK(ids.insert(record_of(kinds, row).id).second);
      for (const auto& [key, value] : row.items())
        if (value.is_string()) bytes = std::max(bytes, letters(value).size());
    }
    if (rows->size() == 1) CHECK(bytes >= letters(text).size());
    ++made;
  }
  CHECK(made > 200);
}
