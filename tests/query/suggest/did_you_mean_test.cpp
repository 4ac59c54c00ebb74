#include "query/suggest/did_you_mean.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;

namespace {

const TempIndex& sample() {
  static const TempIndex index({
      {{"id", "c1"},
       {"kind", "reviewed_case"},
       {"title", "甲"},
       {"cause", "离婚纠纷"},
       {"facts", "双方感情破裂，原告要求离婚。"},
       {"handler", "张伟"}},
      {{"id", "c2"},
       {"kind", "reviewed_case"},
       {"title", "乙"},
       {"cause", "盗窃罪"},
       {"facts", "被告人入户盗窃电动车。"}},
      {{"id", "m1"},
       {"kind", "mediation_agreement"},
       {"title", "丙"},
       {"cause", "物业纠纷"},
       {"facts", "业主拖欠物业费，电梯停运。"}},
  });
  return index;
}

const Gate& gate() {
  static const Gate opened = sample().gate();
  return opened;
}

SearchAnswer ask(const std::string& text, const std::string& kind = "") {
  SearchRequest request;
  request.text = text;
  request.kind = kind;
  const auto answer = gate().search({}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

std::string first_offer(const std::string& text) {
  const auto answer = ask(text);
  CAPTURE(text);
  CHECK(answer.total == 0);
  return answer.did_you_mean.empty() ? "" : answer.did_you_mean.front().query;
}

}  // namespace

TEST_CASE("a query that finds nothing is answered with ones that find something", "[query][suggest]") {
  struct Row {
    const char* typed;
    const char* meant;
  };
  for (const Row& row : std::vector<Row>{{"离昏", "离婚"},          // sounds alike
                                         {"李昏纠纷", "离婚纠纷"},  // two of them
                                         {"盗切", "盗窃"},          //
                                         {"电悌", "电梯"},          // one looks alike
                                         {"章伟", "张伟"},          // a person, in no dictionary
                                         {"盗窃 and 电动车", "盗窃 AND 电动车"},  // an operator
                                         {"titel:甲", "title:甲"},                // a field's name
                                         {"物业费 铁树开花", "物业费"},           // what no record holds
                                         {"物业费铁树开花", "物业费"},            //
                                         {"\"铁树开花\" AND 物业费", "物业费"},   //
                                         {"lihun", "离婚纠纷"}}) {                // pinyin
    CAPTURE(row.typed);
    CHECK(first_offer(row.typed) == row.meant);
  }
}

TEST_CASE("every offer finds as many as it says, under the same kind, and says why", "[query][suggest]") {
  for (const char* typed : {"离昏", "盗切", "物业费 离昏", "电悌", "zhangwei"}) {
    const auto answer = ask(typed);
    CAPTURE(typed);
    CHECK(answer.total == 0);
    CHECK_FALSE(answer.did_you_mean.empty());
    CHECK(answer.did_you_mean.size() <= kMaxOffers);
    for (const Offer& offer : answer.did_you_mean) {
      CAPTURE(offer.query);
      CHECK(offer.total > 0);
      CHECK(offer.query != typed);
      CHECK(ask(offer.query).total == offer.total);
      CHECK_FALSE(offer.why.zh.empty());
      CHECK_FALSE(offer.why.en.empty());
    }
  }
  for (const Offer& offer : ask("离昏", "mediation_agreement").did_you_mean)
    CHECK(ask(offer.query, "mediation_agreement").total == offer.total);
}

TEST_CASE("a query that finds something is offered nothing else", "[query][suggest]") {
  CHECK(ask("离婚").did_you_mean.empty());
  CHECK(ask("").did_you_mean.empty());
  CHECK(ask("*").did_you_mean.empty());
}

TEST_CASE("no offer is made of what no record of the caller's holds", "[query][suggest]") {
  const auto index = Index::open(sample().db(), Analyzer::load().value()).value();
  const auto snapshot = index->snapshot();
  const auto lexicon = std::make_shared<const Lexicon>();
  const Deadline deadline(std::chrono::seconds(10));
  const auto table = std::make_shared<const SuggestTable>(snapshot, index->analyzer(), lexicon, nullptr);
  const auto lease = ReaderLease::take(snapshot).value();
  const Scope scope(bind_filters({{"cause", "盗窃罪"}}, "", *snapshot).value());
  const Asking asking{lease, index->analyzer(), *lexicon, scope, deadline};
  SearchRequest request;
  for (const char* typed : {"离昏", "lihun", "物业费 铁树开花", "章伟"}) {
    CAPTURE(typed);
    request.text = typed;
    CHECK(offers_for(asking, *table, request).empty());
  }
  request.text = "盗切";
  CHECK_FALSE(offers_for(asking, *table, request).empty());
}

TEST_CASE("odd queries that find nothing get an answer all the same", "[query][suggest]") {
  const std::string many(300, 'x');
  for (const std::string& typed :
       {std::string("!!!"), std::string("("), std::string("😀😀"), many, std::string("NOT 没有的 AND"),
        std::string("a b c d e f g h i j k l m n o p q r s t u v w x y z"), std::string("\x01\x02"),
        std::string("-*")}) {
    CAPTURE(typed);
    SearchRequest request;
    request.text = typed;
    const auto answer = gate().search({}, request);
    if (answer && answer->total == 0) CHECK(answer->did_you_mean.size() <= kMaxOffers);
  }
}
