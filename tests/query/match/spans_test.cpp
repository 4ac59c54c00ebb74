#include "query/match/spans.hpp"

#include "query/match/word_group.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

/// The matched stretches, each between bars.
std::string found(std::string_view text, const SpanQuery& query) {
  const FoldedText folded = analyzer().fold(text);
  std::string all;
  for (const SpanMatch& match : TextSpans(folded.units, folded.paragraphs, 0, analyzer()).find(query))
    all += "|" + to_utf8(match.span.of(folded.units));
  return all;
}

SpanQuery near(Nearness nearness, std::vector<SpanQuery> children) {
  SpanQuery query;
  query.type = SpanQuery::Type::Near;
  query.nearness = nearness;
  query.children = std::move(children);
  return query;
}

constexpr Nearness kSentence{Nearness::Unit::Sentence, 0};
constexpr Nearness kParagraph{Nearness::Unit::Paragraph, 0};

}  // namespace

TEST_CASE("a pattern finds its pieces one after the other, forms however they are written",
          "[query][spans]") {
  SpanQuery query;
  query.pattern = pattern_of(analyzer().fold("依照第133条的规定").units, analyzer());
  REQUIRE(query.pattern.pieces.size() == 3);
  CHECK(found("应当依照第一百三十三条的规定处理", query) == "|依照第一百三十三条的规定");
  CHECK(found("依照 第 133 条 的规定", query) == "|依照第 133 条的规定");
  CHECK(found("依照第1330条的规定", query).empty());
  CHECK(found("依照第一百三十三条第二款的规定", query).empty());
}

TEST_CASE("near counts the characters between, in any order", "[query][spans]") {
  const auto query = [](std::uint32_t n) {
    return near({Nearness::Unit::Characters, n}, {span_of(u"电动车"), span_of(u"盗窃")});
  };
  CHECK(found("盗窃三辆电动车", query(2)) == "|盗窃三辆电动车");
  CHECK(found("盗窃三辆电动车", query(1)).empty());
  CHECK(found("电动车被盗窃", query(5)) == "|电动车被盗窃");
}

TEST_CASE("a thing is not near itself, and what overlaps is not near", "[query][spans]") {
  const Nearness five{Nearness::Unit::Characters, 5};
  CHECK(found("物业", near(five, {span_of(u"物业"), span_of(u"物业")})).empty());
  CHECK_FALSE(found("物业与物业", near(five, {span_of(u"物业"), span_of(u"物业")})).empty());
  CHECK(found("物业费用", near(five, {span_of(u"物业费"), span_of(u"费用")})).empty());
}

TEST_CASE("sentences end with their marks, paragraphs with their lines", "[query][spans]") {
  const auto in_sentence = near(kSentence, {span_of(u"甲"), span_of(u"乙")});
  const auto in_paragraph = near(kParagraph, {span_of(u"甲"), span_of(u"乙")});
  CHECK(found("甲说，乙不听。", in_sentence) == "|甲说,乙");
  CHECK(found("甲说。乙不听。", in_sentence).empty());
  CHECK(found("甲说。乙不听。", in_paragraph) == "|甲说。乙");
  CHECK(found("甲说。\n乙不听。", in_paragraph).empty());
  CHECK(found("甲说的话写\n到这里，乙不听", in_paragraph) == "|甲说的话写到这里,乙");  // a line that goes on
  CHECK(found("甲“说。”乙", in_sentence).empty());
}

TEST_CASE("of nearness within nearness, the inner match counts whole", "[query][spans]") {
  const auto query =
      near({Nearness::Unit::Characters, 1},
           {near({Nearness::Unit::Characters, 3}, {span_of(u"甲"), span_of(u"乙")}), span_of(u"丙")});
  CHECK(found("甲一二乙三丙", query) == "|甲一二乙三丙");
  CHECK(found("甲丙一乙", query).empty());
}

TEST_CASE("what was found in a section lies in it", "[query][spans]") {
  const FoldedText folded = analyzer().fold("指控有自首。本院认为，不构成自首。判决如下：驳回。");
  TextSpans spans(folded.units, folded.paragraphs, 0, analyzer());
  CHECK(spans.find(span_of(u"自首")).size() == 2);
  CHECK(spans.find_in(Section::Reasoning, span_of(u"自首")).size() == 1);
  CHECK(spans.find_in(Section::Result, span_of(u"自首")).empty());
}
