#include "corpora/documents/paragraphs.hpp"

#include <algorithm>

#include "tests/support/catch.hpp"

using namespace leian;

TEST_CASE("paragraphs are folded for patterns and know where each unit came from", "[documents]") {
  const std::string text = "\n 刑 事　判决书\r\n\t\n姓名\t（２０１７）\xF0\xA0\x80\x80号";
  const auto paragraphs = paragraphs_of(text);
  REQUIRE(paragraphs.size() == 2);
  CHECK(paragraphs[0].folded == u"刑事判决书");
  CHECK(paragraphs[1].folded == u"姓名\t(2017)\xD840\xDC00号");
  for (const Paragraph& paragraph : paragraphs) {
    REQUIRE(paragraph.source.size() == paragraph.folded.size() + 1);
    CHECK(paragraph.source.back() == paragraph.end);
    CHECK(std::is_sorted(paragraph.source.begin(), paragraph.source.end()));
  }
  CHECK(text.substr(paragraphs[0].source[2], 3) == "判");
  CHECK(text.substr(paragraphs[1].source[3], 3) == "（");
}

TEST_CASE("a field keeps its lines trimmed, without blank ones", "[documents]") {
  CHECK(trimmed_lines("\n  甲\t\r\n\n　乙 丙　\n") == "甲\n乙 丙");
  CHECK(trimmed_lines(" \n\t\n").empty());
}

TEST_CASE("lines broken by a page are healed, those that end a sentence are not", "[documents]") {
  struct Row {
    const char* text;
    const char* healed;
  };
  const std::vector<Row> rows{
      {"行政机关应当依\n法办理。\n前款不适用。", "行政机关应当依法办理。\n前款不适用。"},
      {"下列情形：\n（一）紧急的；\n（二）重大的。", "下列情形：\n（一）紧急的；\n（二）重大的。"},
      {"依法处分；\n构成犯罪的，追究刑事责任。", "依法处分；构成犯罪的，追究刑事责任。"},
      {"于 2017 年\n9 月 APP\nLTD 办理。", "于2017年9月APP LTD办理。"},
      {"", ""},
  };
  for (const auto& [text, healed] : rows) {
    CAPTURE(text);
    CHECK(healed_lines(text, U"。：！？") == healed);
  }
  CHECK(healed_lines("样例法\n目录", U"。", 20) == "样例法\n目录");  // headings are short
}
