#include "query/lexicon/answered.hpp"

#include "tests/support/catch.hpp"

using namespace leian::query;

namespace {

AnsweredQuestions questions() {
  AnsweredQuestions all;
  all.add(u"老板不给工资怎么办", {"a", "b"});
  all.add(u"拖欠工资找谁", {"b", "c"});
  all.add(u"房东不退押金", {"d"});
  return all;
}

}  // namespace

TEST_CASE("a question like an answered one finds its answers, the likest first", "[query][answered]") {
  const auto answers = questions().for_question(u"老板不给工资");
  REQUIRE(answers.size() == 3);  // the second question shares 工资
  CHECK(answers[0].likeness > answers[2].likeness);
  CHECK((answers[0].id == "a" || answers[0].id == "b"));
  CHECK(answers[2].id == "c");
  CHECK(answers[0].likeness <= 1);
}

TEST_CASE("a question is as like itself as can be, and unlike what shares nothing", "[query][answered]") {
  const auto own = questions().for_question(u"房东不退押金");
  REQUIRE_FALSE(own.empty());
  CHECK(own[0].id == "d");
  CHECK(own[0].likeness == Approx(1));
  CHECK(questions().for_question(u"离婚").empty());
  CHECK(AnsweredQuestions().for_question(u"离婚").empty());
}

TEST_CASE("the question left out teaches nothing", "[query][answered]") {
  for (const LikelyAnswer& answer : questions().for_question(u"房东不退押金", 2)) CHECK(answer.id != "d");
}
