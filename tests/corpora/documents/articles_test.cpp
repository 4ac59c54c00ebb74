#include "corpora/documents/articles.hpp"

#include <algorithm>

#include "corpora/documents/document_forms.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/documents.hpp"

using namespace leian;

namespace {

std::vector<nlohmann::json> articles_of(const std::string& text) {
  static const auto forms = DocumentForms::load().value();
  const auto rows = forms.rows("样例法", text);
  REQUIRE(rows);
  return *rows;
}

std::string letters(const nlohmann::json& row) {
  std::string out = row.value("title", "") + row.value("body", "");
  out.erase(std::remove(out.begin(), out.end(), '\n'), out.end());
  return out;
}

/// The ordinals of the articles of a text with a statute's title.
std::string ordinals(const std::string& text) {
  std::string all;
  for (const auto& row : articles_of("样例条例\n第一章 总则\n" + text)) {
    const auto id = row["id"].get<std::string>();
    all += id.substr(id.find('-') + 10) + " ";  // 样例条例-, eight signs, -
  }
  return all;
}

}  // namespace

TEST_CASE("every article of a statute is a row, with its chapter and its days", "[documents][articles]") {
  const auto rows = articles_of(test::statute_text(103));
  REQUIRE(rows.size() == 103);
  CHECK(rows[0]["statute"] == "样例法");
  CHECK(rows[0]["title"] == "样例法第一条");
  CHECK(rows[0]["adopted"] == "2023-09-01");
  CHECK(rows[0]["effective"] == "2024-01-01");
  CHECK(rows[0]["chapter"] == "第一章 第一类事项");
  CHECK(rows[102]["chapter"] == "第十一章 第十一类事项");
  CHECK(rows[102]["title"] == "样例法第一百零三条");
  CHECK(rows[102]["id"] == "样例法-2023-09-01-103");
  CHECK(rows[0]["题注与目录"].get<std::string>().find("目录\n") != std::string::npos);
  CHECK(
      rows[14]["body"] ==
      "办理第15类事项，适用本条；本法第二条另有规定的，依照其规定。\n前款所称事项，包括第十六条规定的事项。\n"
      "下列情形除外：\n（一）紧急的；\n（二）重大的。");
}

TEST_CASE("a statute broken into a page's lines gives the same articles", "[documents][articles]") {
  const auto whole = articles_of(test::statute_text(90));
  REQUIRE(whole.size() == 90);
  for (const std::size_t width : {33, 41, 48}) {
    CAPTURE(width);
    const auto broken = articles_of(test::statute_text(90, width));
    REQUIRE(broken.size() == whole.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
      CHECK(broken[i]["id"] == whole[i]["id"]);
      CHECK(letters(broken[i]) == letters(whole[i]));
    }
  }
}

TEST_CASE("an article begins where it is begun, not where it is spoken of", "[documents][articles]") {
  struct Row {
    const char* text;
    const char* found;
  };
  const std::vector<Row> rows{
      {"第一条 甲。\n第二条 乙。\n第三条 丙。", "1 2 3 "},
      {"第一条甲。\n第二条乙。\n第三条丙。", "1 2 3 "},
      {"第1条 甲。\n第2条 乙。", "1 2 "},
      {"第一条 甲。\n第二条 乙。\n第二条之一 丙。\n第二条之二 丁。\n第三条 戊。", "1 2 2-1 2-2 3 "},
      {"第一条 甲。\n第二条 乙。\n第一条规定的期限，从其规定。\n第三条 丙。", "1 2 3 "},
      {"第一条 甲。\n第三条规定的期限，从其规定。\n第二条 乙。\n第三条 丙。", "1 2 3 "},
      {"第一条 甲。\n第二条 乙。\n第九条、第十条不适用。", "1 2 "},
      {"第一条 甲。第二条 【乙】丙。\n第三条 丁。", "1 2 3 "},
      {"第一条 甲。第二条规定的，从其规定。\n第二条 丙。", "1 2 "},
      {"第一条 目的……1\n第二条 范围……2\n第三条 施行……3\n第一条 甲。\n第二条 乙。\n第三条 丙。", "1 2 3 "},
      {"第一条 甲\n第二条 乙\n第一条 甲为下列事项：\n（一）丙。\n第二条 乙是丁。", "1 2 "},
      {"第 一 条　甲。\n第 二 条　乙。", "1 2 "},
      {"第一条 甲。\n第二条 乙。\n第五条 丙。", "1 2 5 "},
      {"第一百三十三条 甲。\n第一百三十三条之一 乙。\n第一百三十四条 丙。\n第一条所称", "133 133-1 134 "},
  };
  for (const auto& [text, found] : rows) {
    CAPTURE(text);
    CHECK(ordinals(text) == found);
  }
}

TEST_CASE("what stands before, between and behind the articles is kept", "[documents][articles]") {
  const auto rows = articles_of(
      "样例条例\n（2019年3月1日通过）\n第一章 总则\n第一条 甲。\n第二章 附则\n本章说明\n第二条 "
      "乙。\n附件：流程图\n一、受理");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["body"] == "甲。");
  CHECK(rows[1]["body"] == "乙。");
  CHECK(rows[1]["chapter"] == "第二章 附则");
  CHECK(rows[0]["题注与目录"] ==
        "样例条例\n（2019年3月1日通过）\n第一章总则\n本章说明\n附件：流程图\n一、受理");
}

TEST_CASE("too many articles are refused", "[documents][articles]") {
  std::string text = "样例条例\n第一章 总则\n";
  for (std::size_t i = 1; i <= kMaxArticles + 1; ++i) text += "第" + std::to_string(i) + "条 甲。\n";
  const auto rows = DocumentForms::load()->rows("长", text);
  REQUIRE(!rows);
  CHECK(rows.error().code == ErrorCode::TooLarge);
  CHECK(rows.error().what.zh.find("5000") != std::string::npos);
}
