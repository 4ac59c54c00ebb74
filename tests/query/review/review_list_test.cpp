#include "query/review/review_list.hpp"

#include "indexer/pipeline/correct_record.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;
using nlohmann::json;

namespace {

/// The result of the first is clear; of the second, two amounts are ordered; the third's were given.
std::vector<json> judgments() {
  return {{{"id", "clear"}, {"kind", "reviewed_case"}, {"result", "被告偿还原告借款三万元。"}},
          {{"id", "doubtful"},
           {"kind", "reviewed_case"},
           {"title", "两笔"},
           {"result", "一、被告赔偿原告五千元；二、被告返还原告定金八千元。"}},
          {{"id", "given"},
           {"kind", "reviewed_case"},
           {"result", "一、被告赔偿五千元；二、被告返还八千元。"},
           {"amount", 8000},
           {"outcome", "支持"}},
          {{"id", "word"}, {"kind", "petition"}, {"title", "extracted"}, {"body", "extracted"}}};
}

ReviewAnswer ask(const TempIndex& index, ReviewRequest request = {}) {
  const auto answer = index.gate().review(Principal{}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

}  // namespace

TEST_CASE("doubtful values that nobody reviewed are listed with their sentence", "[query][review]") {
  const TempIndex index(judgments());
  const ReviewAnswer amounts = ask(index, {"标的额"});
  REQUIRE(amounts.items.size() == 1);
  CHECK(amounts.total == 1);
  const ReviewItem& item = amounts.items.front();
  CHECK(item.id == "doubtful");
  CHECK(item.title == "两笔");
  CHECK(item.label.zh == "标的额");
  CHECK(item.extracted.value == 8000);
  CHECK(item.extracted.confidence < kReviewBelow);
  CHECK(item.extracted.sentence.find("八千元") != std::string::npos);
}

TEST_CASE("what was reviewed leaves the list", "[query][review]") {
  const TempIndex index(judgments());
  const std::uint64_t before = ask(index).total;
  CorrectionRequest correction;
  correction.db = index.db();
  correction.id = "doubtful";
  correction.field = "amount";
  correction.word = CorrectionRequest::Word::Accept;
  correction.by = "王";
  REQUIRE(correct_record(correction));
  CHECK(ask(index).total == before - 1);
  CHECK(ask(index, {"amount"}).total == 0);
}

TEST_CASE("the list counts what lies beyond its limit", "[query][review]") {
  const TempIndex index(judgments());
  const ReviewAnswer answer = ask(index, {"", 1});
  CHECK(answer.items.size() == 1);
  CHECK(answer.total > 1);
  CHECK(ask(index, {"", 0}).total == answer.total);
}

TEST_CASE("fields that are not extracted, and limits beyond reason, are refused", "[query][review]") {
  const TempIndex index(judgments());
  const auto gate = index.gate();
  CHECK(gate.review(Principal{}, {"nothing"}).error().code == ErrorCode::UnknownField);
  CHECK(gate.review(Principal{}, {"title"}).error().code == ErrorCode::UnknownField);
  CHECK(gate.review(Principal{}, {"", kMaxReviewItems + 1}).error().code == ErrorCode::BadUsage);
}
