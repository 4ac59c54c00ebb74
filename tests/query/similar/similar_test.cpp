#include "query/similar/similar.hpp"

#include "indexer/analysis/record_texts.hpp"
#include "query/access/gate.hpp"
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
  const auto answer = ask(request);
  REQUIRE(answer.total >= 2);
  CHECK(answer.hits.at(0).hit.record.id == "theft1");
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
  const auto analyzer = Analyzer::load().value();
  SimilarRequest request;
  request.text = "被告人撬锁入户盗窃现金，又骗取手机";
  const auto asked = analyzer->fold(request.text).units;
  const auto answer = ask(request);
  for (const SimilarHit& similar : answer.hits) {
    REQUIRE_FALSE(similar.reasons.empty());
    std::u16string whole;
    const Record record = sample().gate().record({}, similar.hit.record.id).value();
    const KindSet kinds = KindSet::load().value();
    for (const SearchedText& text : searched_texts(record, kinds.codes()))
      whole += analyzer->fold(text.text).units + u"\n";
    double sum = 0;
    for (const Reason& reason : similar.reasons) {
      CAPTURE(similar.hit.record.id, reason.term);
      CHECK(asked.find(analyzer->fold(reason.term).units) != std::u16string::npos);
      CHECK(whole.find(analyzer->fold(reason.term).units) != std::u16string::npos);
      sum += reason.weight;
    }
    CHECK(sum == Approx(similar.hit.score));
  }
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
  SECTION("an id that is gone") {
    request.id = "absent";
    CHECK(failure(request) == ErrorCode::NotFound);
  }
  SECTION("too long") {
    request.text = std::string(kMaxTextBytes + 1, 'x');
    CHECK(failure(request) == ErrorCode::TooLarge);
  }
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
