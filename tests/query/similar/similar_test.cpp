#include <algorithm>
#include <set>

#include "query/access/gate.hpp"
#include "query/similar/similar_case.hpp"
#include "tests/query/similar/held_against.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;

namespace {

const TempIndex& sample() {
  static const TempIndex index({
      {{"id", "theft1"},
       {"kind", "reviewed_case"},
       {"cause", "盗窃罪"},
       {"facts", "被告人深夜撬锁入户，盗窃电动自行车一辆及现金。"}},
      {{"id", "theft2"},
       {"kind", "reviewed_case"},
       {"cause", "盗窃罪"},
       {"facts", "被告人在地铁站扒窃手机一部，当场被抓获。"}},
      {{"id", "fraud"},
       {"kind", "reviewed_case"},
       {"cause", "诈骗罪"},
       {"facts", "被告人虚构投资项目，骗取现金二十万元。"}},
      {{"id", "leak"},
       {"kind", "mediation_agreement"},
       {"cause", "邻里"},
       {"facts", "楼上住户装修致漏水，电动自行车电池被淹。"}},
  });
  return index;
}

SimilarAnswer ask(SimilarRequest request) {
  const auto answer = sample().gate().similar({}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

ErrorCode failure(const SimilarRequest& request) {
  const auto answer = sample().gate().similar({}, request);
  REQUIRE_FALSE(answer);
  return answer.error().code;
}

}  // namespace

TEST_CASE("a text finds the record that shares its rarest words", "[query][similar]") {
  SimilarRequest request;
  request.text = "有人撬锁进入我家，偷走了电动自行车";
  REQUIRE(ask(request).total >= 2);
  request.kind = "reviewed_case";
  CHECK(ask(request).hits.at(0).hit.record.id == "theft1");
  request.kind = "mediation_agreement";
  CHECK(ask(request).hits.at(0).hit.record.id == "leak");
}

TEST_CASE("a record finds others of its kind and never itself", "[query][similar]") {
  SimilarRequest request;
  request.id = "theft1";
  const auto answer = ask(request);
  for (const SimilarHit& similar : answer.hits) {
    CHECK(similar.hit.record.id != "theft1");
    CHECK(similar.hit.record.kind->name() == "reviewed_case");
  }
}

TEST_CASE("reasons stand in both texts and their weights add up to the score", "[query][similar]") {
  SimilarRequest request;
  request.text = "被告人撬锁入户盗窃现金，又骗取手机";
  const auto answer = ask(request);
  const leian::test::HeldAgainst held(sample().gate());
  for (const SimilarHit& similar : answer.hits) held.check({request.text}, similar);
}

TEST_CASE("a given cause comes first and says so", "[query][similar]") {
  SimilarRequest request;
  request.text = "被告人虚构身份骗取手机";
  request.causes = {"盗窃罪"};
  const auto answer = ask(request);
  REQUIRE_FALSE(answer.hits.empty());
  CHECK(answer.hits.at(0).hit.record.id == "theft2");
  CHECK(answer.hits.at(0).reasons.at(0).channel == "cause");
}

namespace {

/// Cases that are alike in one thing each.
const TempIndex& elements() {
  static const TempIndex index({
      {{"id", "surrender"},
       {"kind", "reviewed_case"},
       {"facts", "被告人王某酒后驾车被查获，案发后主动到公安机关投案并如实供述。"},
       {"circumstances", {"自首"}},
       {"outcome", "判处拘役"},
       {"amount", 2000}},
      {{"id", "articles"},
       {"kind", "reviewed_case"},
       {"facts", "李某在集市上卖假烟。"},
       {"articles", {"刑法第一百四十条", "刑法第六十七条"}},
       {"disputes", "是否构成销售伪劣产品；金额如何计算"}},
      {{"id", "family"},
       {"kind", "mediation_agreement"},
       {"facts", "丈夫醉酒后殴打妻子，双方就赔偿发生争执。"},
       {"amount", 2500},
       {"disputes", "赔偿金额"}},
      {{"id", "letter"},
       {"kind", "petition"},
       {"title", "反映噪声扰民"},
       {"body", "楼下饭店深夜噪声扰民，请求处理。"},
       {"region", "210402"}},
  });
  return index;
}

SimilarAnswer ask_elements(const SimilarRequest& request) {
  const auto answer = elements().gate().similar({}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

const Reason* reason_by(const SimilarAnswer& answer, std::string_view id, std::string_view channel) {
  for (const SimilarHit& similar : answer.hits)
    if (similar.hit.record.id == id)
      for (const Reason& reason : similar.reasons)
        if (reason.channel == channel) return &reason;
  return nullptr;
}

Record form_of(std::string_view kind, nlohmann::json fields) {
  const KindSet kinds = KindSet::load().value();
  fields["id"] = "-";
  return record_from_json(kinds, kinds.find(kind).value(), fields).value();
}

}  // namespace

TEST_CASE("a circumstance that is read out of the text is shared with its sentence", "[query][similar]") {
  SimilarRequest request;
  request.text = "被告人赵某醉酒驾驶，次日主动投案，如实交代了经过。";
  request.kind = "reviewed_case";
  const auto answer = ask_elements(request);
  const Reason* reason = reason_by(answer, "surrender", "circumstances");
  REQUIRE(reason != nullptr);
  CHECK(reason->term == "自首");
  CHECK(request.text.find(reason->here.text) != std::string::npos);
  CHECK_FALSE(reason->here.marks.empty());
  CHECK(reason->there.text == "自首");
}

TEST_CASE("a form brings articles, sums and disputes of its own", "[query][similar]") {
  SimilarRequest request;
  request.given = form_of("reviewed_case", {{"facts", "某人摆摊卖烟"},
                                            {"articles", {"刑法第一百四十条"}},
                                            {"amount", 2000},
                                            {"disputes", "金额如何计算"}});
  request.sense = Sense::Law;
  const auto by_law = ask_elements(request);
  REQUIRE_FALSE(by_law.hits.empty());
  CHECK(by_law.hits.front().hit.record.id == "articles");
  CHECK(reason_by(by_law, "articles", "articles") != nullptr);
  request.sense = Sense::Disputes;
  const auto by_disputes = ask_elements(request);
  const Reason* dispute = reason_by(by_disputes, "articles", "disputes");
  REQUIRE(dispute != nullptr);
  CHECK(dispute->there.text.find("金额") != std::string::npos);
  request.sense = Sense::Facts;
  request.given->values[*request.given->kind->with_role(Role::Facts)].items = {std::string("酒后驾车被查获")};
  const auto by_facts = ask_elements(request);
  const Reason* amount = reason_by(by_facts, "surrender", "amount");
  REQUIRE(amount != nullptr);
  CHECK(amount->weight == Approx(0.05));
  CHECK(amount->here.text == "2000");
}

TEST_CASE("how the parties stand to each other is told by different words", "[query][similar]") {
  SimilarRequest request;
  request.text = "前夫多次醉酒后上门殴打，要求赔偿。";
  request.kind = "mediation_agreement";
  const auto answer = ask_elements(request);
  const Reason* reason = reason_by(answer, "family", "relation");
  REQUIRE(reason != nullptr);
  CHECK(reason->term == "夫妻");
  CHECK(reason->here.text.find("前夫") != std::string::npos);
  CHECK(reason->there.text.find("丈夫") != std::string::npos);
}

TEST_CASE("all kinds are answered where that is asked", "[query][similar]") {
  SimilarRequest request;
  request.id = "surrender";
  for (const SimilarHit& similar : ask_elements(request).hits)
    CHECK(similar.hit.record.kind->name() == "reviewed_case");
  request.kind = "*";
  CHECK(reason_by(ask_elements(request), "letter", "terms") == nullptr);
  request.id.reset();
  request.text = "饭店深夜噪声扰民，店主酒后驾车被查获。";
  std::set<std::string> kinds;
  for (const SimilarHit& similar : ask_elements(request).hits) kinds.insert(similar.hit.record.kind->name());
  CHECK(kinds.contains("petition"));
  CHECK(kinds.contains("reviewed_case"));
}

TEST_CASE("what differs is told where it matters", "[query][similar]") {
  SimilarRequest request;
  request.given = form_of("reviewed_case", {{"facts", "被告人酒后驾车被查获"},
                                            {"circumstances", {"累犯"}},
                                            {"outcome", "免予刑事处罚"},
                                            {"amount", 9000}});
  const auto answer = ask_elements(request);
  REQUIRE_FALSE(answer.hits.empty());
  REQUIRE(answer.hits.front().hit.record.id == "surrender");
  const auto& differences = answer.hits.front().differences;
  REQUIRE(differences.size() == 3);
  for (const Difference& one : differences) {
    CAPTURE(one.field);
    CHECK_FALSE(one.here.empty());
    CHECK(one.here != one.there);
  }
}

TEST_CASE("a channel that is left out adds nothing", "[query][similar]") {
  SimilarRequest request;
  request.text = "被告人虚构身份骗取手机";
  request.causes = {"盗窃罪"};
  request.without = {"cause"};
  for (const SimilarHit& similar : ask(request).hits)
    for (const Reason& reason : similar.reasons) CHECK(reason.channel != "cause");
  request.without = {"charm"};
  CHECK(failure(request) == ErrorCode::BadUsage);
}

TEST_CASE("a cause that nothing is called names the nearest", "[query][similar]") {
  SimilarRequest request;
  request.text = "被告人骗取手机";
  request.causes = {"盗窃案件"};
  CHECK(failure(request) == ErrorCode::BadUsage);
  request.causes = {"合同诈骗"};
  CHECK_FALSE(ask(request).hits.empty());
}

TEST_CASE("what cannot be compared is told", "[query][similar]") {
  SimilarRequest request;
  SECTION("nothing given") { CHECK(failure(request) == ErrorCode::BadUsage); }
  SECTION("both given") {
    request.id = "theft1";
    request.text = "x";
    CHECK(failure(request) == ErrorCode::BadUsage);
  }
  SECTION("no words") {
    request.text = "，。！";
    CHECK(failure(request) == ErrorCode::BadUsage);
  }
  SECTION("one character") {
    request.text = "偷";
    CHECK(failure(request) == ErrorCode::BadUsage);
  }
  SECTION("another language") {
    request.text = "The defendant broke into the shop at night and took two telephones.";
    CHECK(failure(request) == ErrorCode::BadUsage);
  }
  SECTION("an id that is gone") {
    request.id = "absent";
    CHECK(failure(request) == ErrorCode::NotFound);
  }
  SECTION("too long") {
    request.text = std::string(kMaxTextBytes + 1, 'x');
    CHECK(failure(request) == ErrorCode::TooLarge);
  }
}

TEST_CASE("a megabyte of text is looked up like any other", "[query][similar]") {
  SimilarRequest request;
  while (request.text.size() < (1u << 20)) request.text += "被告人深夜撬锁入户盗窃电动自行车，";
  CHECK(ask(request).hits.at(0).hit.record.id == "theft1");
}

TEST_CASE("the same question gets the same answer", "[query][similar]") {
  SimilarRequest request;
  request.text = "被告人盗窃现金";
  const auto first = ask(request), second = ask(request);
  REQUIRE(first.hits.size() == second.hits.size());
  for (std::size_t i = 0; i < first.hits.size(); ++i) {
    CHECK(first.hits[i].hit.record.id == second.hits[i].hit.record.id);
    CHECK(first.hits[i].hit.score == second.hits[i].hit.score);
  }
}
