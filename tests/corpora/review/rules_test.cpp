// The rule files of reviews: those that come with Leian are right, and wrong ones say where.
#include "corpora/core/paths.hpp"
#include "corpora/review/content_rule.hpp"
#include "corpora/review/draw_rule.hpp"
#include "corpora/review/score_sheet.hpp"
#include "tests/support/catch.hpp"

using namespace leian;

TEST_CASE("the shipped rule files of reviews can be read and name fields that are there",
          "[corpora][review]") {
  const auto kinds = KindSet::load().value();
  const auto draws = DrawRules::load({data_folder() / "review_rules"});
  if (!draws) FAIL(draws.error().what.zh);
  CHECK(draws->types().size() == 3);
  for (const DrawRule& rule : draws->rules()) {
    CAPTURE(rule.name);
    const auto kind = kinds.find(rule.kind).value();
    for (const auto& filter : rule.filters) CHECK(kind->find(filter.substr(0, filter.find('='))));
    if (!rule.filled.empty()) CHECK(kind->find(rule.filled));
    if (rule.outlier) CHECK(kind->find(rule.outlier->field));
  }
  const auto contents = load_content_rules({data_folder() / "contents"});
  if (!contents) FAIL(contents.error().what.zh);
  CHECK(contents->size() == 2);
  for (const ContentRule& rule : *contents) {
    const auto kind = kinds.find(rule.kind).value();
    for (const auto& name : rule.texts) CHECK(kind->find(name));
    for (const ContentItem& item : rule.items)
      for (const auto& name : item.fields) CHECK(kind->find(name));
  }
  const auto sheets = ScoreSheets::load({data_folder() / "score_sheets"});
  if (!sheets) FAIL(sheets.error().what.zh);
  const auto kind = kinds.find(sheets->fields().kind).value();
  for (const auto& name :
       {sheets->fields().date, sheets->fields().score, sheets->fields().grade, sheets->fields().deductions})
    CHECK(kind->find(name));
  CHECK(sheets->grades_on(parse_date("2025-12-31").value())->grades[2] == "瑕疵");
  CHECK(sheets->grades_on(parse_date("2026-01-01").value())->grades[2] == "基本合格");
}

TEST_CASE("a rule file of reviews that cannot be right says where", "[corpora][review]") {
  const auto draw = GENERATE(values<std::string>({
      R"({"rule": "a", "label": {"zh": "甲", "en": "a"}, "kind": "petition"})",
      R"({"rule": "a", "label": {"zh": "甲", "en": "a"}, "kind": "petition", "clocks": ["x"]})",
      R"({"rule": "a", "label": {"zh": "甲", "en": "a"}, "kind": "petition", "outlier": {"field": "months"}})",
      R"({"rule": "a", "label": {"zh": "甲", "en": "a"}, "kind": "petition", "outlier": {"field": "m", "by": [], "least": 1}})",
      R"({"rule": "a", "colour": 1})",
      "[",
  }));
  CAPTURE(draw);
  const auto rule = DrawRules::parse_rule(draw, "a.json");
  REQUIRE_FALSE(rule);
  CHECK(rule.error().code == ErrorCode::BadInput);
  CHECK(rule.error().what.zh.find("a.json") != std::string::npos);
  const std::string head =
      R"({"document": "d", "label": {"zh": "丁", "en": "d"}, "kind": "petition", "needs": ["reply"], "items": )";
  for (
      const char* items :
      {R"([{"item": "x", "label": {"zh": "乙", "en": "b"}, "article": {"zh": "乙", "en": "b"}, "force": "must", "fields": ["a"]}])",
       R"([{"item": "x", "label": {"zh": "乙", "en": "b"}, "article": {"zh": "乙", "en": "b"}, "force": "shall"}])",
       R"([{"item": "x", "label": {"zh": "乙", "en": "b"}, "article": {"zh": "乙", "en": "b"}, "force": "shall", "patterns": ["("]}])",
       "{}"}) {
    CAPTURE(items);
    const auto contents = parse_content_rule(head + items + "}", "d.json");
    REQUIRE_FALSE(contents);
    CHECK(contents.error().code == ErrorCode::BadInput);
  }
}
