#include "corpora/record/extractor.hpp"

#include "corpora/record/kind.hpp"
#include "corpora/record/record.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using nlohmann::json;

namespace {

/// A kind whose one field beside the body is `field`.
std::string kind_with(const std::string& field) {
  return R"({"kind": "notes", "label": {"zh": "笔记", "en": "notes"}, "fields": [
    {"name": "body", "label": {"zh": "正文", "en": "body"}, "type": "text", "role": "body"},
    {"name": "f", "label": {"zh": "甲", "en": "f"}, )" +
         field + "}]}";
}

FieldSpec field_of(const std::string& field) {
  const auto kind = Kind::parse(kind_with(field), "notes.json");
  INFO((kind ? "" : kind.error().what.en));
  REQUIRE(kind);
  return kind->fields()[1];
}

}  // namespace

TEST_CASE("the table of extractors runs parallel to the enum", "[record][kind]") {
  for (std::size_t i = 0; i < all_extractors().size(); ++i) {
    CHECK(static_cast<std::size_t>(all_extractors()[i].extractor) == i);
    CHECK_FALSE(all_extractors()[i].types.empty());
    CHECK_FALSE(all_extractors()[i].from.empty());
  }
}

TEST_CASE("a kind file says how a field is extracted in three ways", "[record][kind]") {
  CHECK_FALSE(field_of(R"("type": "keyword")").extract);
  const auto one = field_of(R"("type": "keyword", "list": true, "extract": "articles")");
  REQUIRE(one.extract);
  CHECK(one.extract->by == std::vector<Extractor>{Extractor::Articles});
  CHECK(one.extract->review_below == kReviewBelow);
  const auto several = field_of(R"("type": "money", "extract": ["amount_awarded", "amount_involved"])");
  CHECK(several.extract->by == std::vector<Extractor>{Extractor::Awarded, Extractor::Involved});
  const auto whole = field_of(
      R"("type": "date", "extract": {"by": "closed", "from": ["result", "body"], "review_below": 0.5})");
  CHECK(whole.extract->from == std::vector<Role>{Role::Result, Role::Body});
  CHECK(whole.extract->review_below == 0.5);
  const auto rows = field_of(
      R"("type": "rows", "extract": "sentences", "columns": [
        {"name": "m", "label": {"zh": "月", "en": "m"}, "type": "number", "extract": "months"}])");
  CHECK(rows.columns[0].part == SentencePart::Months);
}

TEST_CASE("a wrong way of extracting is named with its place", "[record][kind]") {
  struct Case {
    const char* field;
    const char* place;
  };
  const auto row = GENERATE(values<Case>(
      {{R"("type": "keyword", "extract": "nothing")", "/fields/1/extract"},
       {R"("type": "money", "extract": "months")", "/fields/1/extract"},
       {R"("type": "keyword", "extract": 3)", "/fields/1/extract"},
       {R"("type": "keyword", "extract": [])", "/fields/1/extract"},
       {R"("type": "keyword", "extract": {"by": "case_no", "more": 1})", "/fields/1/extract"},
       {R"("type": "keyword", "extract": {"from": ["body"]})", "/fields/1/extract"},
       {R"("type": "keyword", "extract": {"by": "case_no", "from": ["opened"]})", "/fields/1/extract/from/0"},
       {R"("type": "keyword", "extract": {"by": "case_no", "review_below": 2})",
        "/fields/1/extract/review_below"},
       {R"("type": "rows", "extract": "sentences", "columns": [
          {"name": "m", "label": {"zh": "月", "en": "m"}, "type": "text", "extract": "months"}])",
        "/fields/1/columns/0/extract"},
       {R"("type": "rows", "columns": [{"name": "m", "label": {"zh": "月", "en": "m"}, "type": "text", "extract": "x"}])",
        "/fields/1/columns/0/extract"}}));
  CAPTURE(row.field);
  const auto kind = Kind::parse(kind_with(row.field), "notes.json");
  REQUIRE_FALSE(kind);
  CHECK(kind.error().code == ErrorCode::BadKind);
  CHECK(kind.error().what.en.find(row.place) != std::string::npos);
}

TEST_CASE("extracted values read back as they were written", "[record]") {
  const json entries = json::parse(R"([
    {"field": "months", "value": 18, "confidence": 0.97, "from": "judgment", "at": [3, 30], "sentence": "判处。", "words": "判"},
    {"field": "sentences", "value": {"charge": "盗窃罪"}, "confidence": 1, "by": "王", "when": "2026-01-01T00:00:00+08:00"},
    {"field": "amount", "value": null, "confidence": 1, "by": "王", "when": "2026-01-01T00:00:00+08:00"}])");
  const auto read = read_extracted(entries);
  REQUIRE(read);
  CHECK(json(to_json(*read)) == entries);
}

TEST_CASE("what is no extracted value is refused with its number", "[record]") {
  const char* entry = GENERATE("3", "{}", R"({"field": "", "value": 1, "confidence": 1})",
                               R"({"field": "a", "confidence": 1})", R"({"field": "a", "value": 1})",
                               R"({"field": "a", "value": 1, "confidence": 2})",
                               R"({"field": "a", "value": 1, "confidence": 1, "at": [1]})",
                               R"({"field": "a", "value": 1, "confidence": 1, "at": [2, 1]})",
                               R"({"field": "a", "value": 1, "confidence": 1, "at": [-1, 1]})",
                               R"({"field": "a", "value": 1, "confidence": 1, "at": [1, 5000000000]})",
                               R"({"field": "a", "value": 1, "confidence": 1, "sentence": 3})");
  CAPTURE(entry);
  const auto read = read_extracted(
      json::array({json::parse(R"({"field": "a", "value": 1, "confidence": 1})"), json::parse(entry)}));
  REQUIRE_FALSE(read);
  CHECK(read.error().en.find("2") != std::string::npos);
  CHECK_FALSE(read_extracted(json::object()));
  CHECK_FALSE(
      read_extracted(json(kMaxExtracted + 1, json::parse(R"({"field": "a", "value": 1, "confidence": 1})"))));
}
