#include "query/compare/compare.hpp"

#include <set>

#include "query/access/gate.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_index.hpp"

using namespace leian;
using namespace leian::query;
using leian::test::TempIndex;

namespace {

const std::string kFacts =
    "被告人张某深夜撬锁入户，盗窃電動自行車一辆及现金 3000 元。";  // a traditional spelling in the midst

const TempIndex& sample() {
  static const TempIndex index({
      {{"id", "c1"},
       {"kind", "reviewed_case"},
       {"cause", "盗窃罪"},
       {"outcome", "缓刑"},
       {"facts", "经审理查明：" + kFacts + "\n案发后全部退赃。"},
       {"reasoning", "本院认为，被告人的行为已构成盗窃罪。"}},
      {{"id", "c2"},
       {"kind", "reviewed_case"},
       {"cause", "盗窃罪"},
       {"outcome", "拘役"},
       {"facts", "公诉机关指控，被告人张某深夜撬锁入户，盗窃电动自行车\n一辆及现金3000元。拒不退赃。"}},
      {{"id", "p1"},
       {"kind", "petition"},
       {"cause", "城乡建设"},
       {"body", "有人深夜撬锁入户，盗窃电动自行车一辆及现金，请查处。"}},
  });
  return index;
}

ComparedCases ask(const CompareRequest& request) {
  const auto answer = sample().gate().compare({}, request);
  if (!answer) FAIL(answer.error().what.en);
  return *answer;
}

ErrorCode failure(const CompareRequest& request) {
  const auto answer = sample().gate().compare({}, request);
  REQUIRE_FALSE(answer);
  return answer.error().code;
}

std::string whole(const std::vector<Part>& parts) {
  std::string text;
  for (const Part& part : parts) text += part.text;
  return text;
}

const ComparedSection& section(const ComparedCases& answer, const std::string& name) {
  for (const ComparedSection& one : answer.sections)
    if (one.section == name) return one;
  FAIL("no section " + name);
  return answer.sections.front();
}

}  // namespace

TEST_CASE("cases of different kinds stand side by side by what their fields mean", "[query][compare]") {
  const ComparedCases answer = ask({{"c1", "c2", "p1"}, ""});
  REQUIRE(answer.cases.size() == 3);
  const ComparedSection& facts = section(answer, "facts");
  CHECK(whole(facts.texts[0]) == "经审理查明：" + kFacts + "\n案发后全部退赃。");
  CHECK_FALSE(facts.texts[2].empty());  // a petition tells its facts in its body
  CHECK(section(answer, "reasoning").texts[1].empty());
  for (const ComparedField& field : answer.fields) {
    if (field.field == "cause") CHECK_FALSE(field.same);
    if (field.field == "outcome") CHECK(field.values[1] == std::vector<std::string>{"拘役"});
  }
}

TEST_CASE("a marked passage is equal after folding in all cases that it names", "[query][compare]") {
  const auto analyzer = Analyzer::load().value();
  const ComparedCases answer = ask({{"c1", "c2", "p1"}, "据报，被告人张某深夜撬锁入户后离开"});
  REQUIRE(answer.cases.size() == 4);
  CHECK(answer.cases[0].id.empty());
  REQUIRE_FALSE(answer.passages.empty());
  for (std::size_t p = 0; p < answer.passages.size(); ++p) {
    std::set<std::size_t> cases;
    std::set<std::u16string> folded;
    for (const ComparedSection& one : answer.sections)
      for (std::size_t c = 0; c < one.texts.size(); ++c)
        for (const Part& part : one.texts[c])
          if (part.passage == p) {
            cases.insert(c);
            folded.insert(analyzer->fold(part.text).units);
          }
    CAPTURE(p);
    CHECK(folded.size() == 1);
    CHECK(folded.begin()->size() >= 8);
    CHECK(std::vector<std::size_t>(cases.begin(), cases.end()) == answer.passages[p].cases);
  }
}

TEST_CASE("cases that cannot be put side by side are told", "[query][compare]") {
  CHECK(failure({{}, ""}) == ErrorCode::BadUsage);
  CHECK(failure({{"c1"}, ""}) == ErrorCode::BadUsage);
  CHECK(failure({{"c1", "c1"}, ""}) == ErrorCode::BadUsage);
  CHECK(failure({{"c1", "c2", "p1", "x", "y", "z"}, ""}) == ErrorCode::BadUsage);
  CHECK(failure({{"c1", "absent"}, ""}) == ErrorCode::NotFound);
  std::string random;
  for (std::size_t i = 0; i < kMaxTextBytes / 3; ++i) random += "案";
  CHECK(failure({{"c1"}, random + "件"}) == ErrorCode::TooLarge);
}
