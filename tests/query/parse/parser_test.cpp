#include "query/parse/parser.hpp"

#include <random>

#include "query/request.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

Result<ParsedQuery> parse(std::string_view text, const Held& held = {}) {
  return parse_query(
      text,
      {[](std::string_view name) { return name == "案由" || name == "opened" || name == "金额"; }, held});
}

/// The tree as an expression.
std::string told(const Node& node) {
  const auto children = [&](std::string_view name) {
    std::string line = std::string(name) + "(";
    for (const Node& child : node.children) line += (line.back() == '(' ? "" : ", ") + told(child);
    return line + ")";
  };
  switch (node.type) {
    case Node::Type::All:
      return "*";
    case Node::Type::Words:
      return node.text;
    case Node::Type::Prose:
      return "<" + node.text + ">";
    case Node::Type::Phrase:
      return "'" + node.text + "'";
    case Node::Type::Prefix:
      return node.text + "*";
    case Node::Type::Range:
      return "[" + node.text + "]";
    case Node::Type::Near:
      switch (node.nearness.unit) {
        case Nearness::Unit::Characters:
          return children("near" + std::to_string(node.nearness.distance));
        case Nearness::Unit::Sentence:
          return children("sentence");
        case Nearness::Unit::Paragraph:
          return children("paragraph");
      }
      return "?";
    case Node::Type::Field:
      return children(node.field + "=");
    case Node::Type::And:
      return children("and");
    case Node::Type::Or:
      return children("or");
    case Node::Type::Not:
      return children("not");
  }
  return "?";
}

}  // namespace

TEST_CASE("queries parse into the tree their grammar says", "[query][parse]") {
  const auto [text, tree] = GENERATE(table<std::string, std::string>({
      {"", "*"},
      {" \t", "*"},
      {"*", "*"},
      {"物业 纠纷", "物业 纠纷"},
      {"物业 AND 纠纷", "and(物业, 纠纷)"},
      {"物业 OR 纠纷 OR 争议", "or(物业, 纠纷, 争议)"},
      {"甲 AND 乙 OR 丙", "or(and(甲, 乙), 丙)"},
      {"甲 AND (乙 OR 丙)", "and(甲, or(乙, 丙))"},
      {"甲 乙 NOT 丙", "and(甲 乙, not(丙))"},
      {"甲 -乙 +丙", "and(甲, not(乙), and(丙))"},
      {"\"甲 乙\" 丙", "and('甲 乙', 丙)"},
      {"案由:离婚纠纷", "案由=(离婚纠纷)"},
      {"案由:\"离婚\" 甲", "and(案由=('离婚'), 甲)"},
      {"opened:2016..2017", "opened=([2016..2017])"},
      {"金额:>=30000", "金额=([>=30000])"},
      {"诉称:甲", "诉称 甲"},
      {"盗窃* 甲", "and(盗窃*, 甲)"},
      {"\"只有一半", "只有一半"},
      {"诉称：未付。请求支付。", "<诉称：未付。请求支付。>"},
      {"\"", "\""},
      {"\"第一句。第二句\"", "'第一句。第二句'"},
      {"\"他说“好”的\"", "'他说“好”的'"},
      {"“他说\"好\"的”", "'他说\"好\"的'"},
      {"\"他说\\\"好\\\"的\"", "'他说\"好\"的'"},
      {"“只有一半\"", "'只有一半'"},
      {"原告王某（男，汉族，住沈阳市与被告物业公司纠纷一案现已审理终结",
       "<原告王某（男，汉族，住沈阳市与被告物业公司纠纷一案现已审理终结>"},
      {"甲 NEAR/5 乙", "near5(甲, 乙)"},
      {"甲 NEAR 乙", "near10(甲, 乙)"},
      {"甲 邻近/3 \"乙 丙\"", "near3(甲, '乙 丙')"},
      {"甲 /s 乙 /s 丙", "sentence(甲, 乙, 丙)"},
      {"甲 同句 乙 /p 丙", "paragraph(sentence(甲, 乙), 丙)"},
      {"甲 NEAR/5 (乙 OR 丙*)", "near5(甲, or(乙, 丙*))"},
      {"丁 -甲 同段 乙", "and(丁, not(paragraph(甲, 乙)))"},
      {"甲 /s 乙 丙", "and(sentence(甲, 乙), 丙)"},
      {"案由:(甲 OR \"乙\")", "案由=(or(甲, '乙'))"},
      {"案由:(甲 NEAR/2 乙)", "案由=(near2(甲, 乙))"},
      {"near/5 a/s", "near/5 a/s"},
  }));
  CAPTURE(text);
  const auto parsed = parse(text);
  REQUIRE(parsed);
  CHECK(told(parsed->tree) == tree);
}

TEST_CASE("a query that cannot be parsed points at the place", "[query][parse]") {
  const auto [text, place] = GENERATE(table<std::string, std::string>({
      {"甲 AND", "第 6 个字"},
      {"AND 甲", "▸AND 甲"},
      {"甲 OR OR 乙", "甲 OR ▸OR 乙"},
      {"(甲", "▸(甲"},
      {"甲)", "甲▸)"},
      {"甲 ()", "甲 (▸)"},
      {"NOT", "NOT▸"},
      {"案由:", "案由:▸"},
      {"案由:(甲", "案由:▸(甲"},
      {"甲 NEAR/0 乙", "甲 ▸NEAR/0 乙"},
      {"甲 NEAR/5000 乙", "甲 ▸NEAR/5000 乙"},
      {"甲 NEAR/五 乙", "第 3 个字"},
      {"甲 /s", "甲 /s▸"},
      {"/p 甲", "▸/p 甲"},
      {"甲 NEAR/5 案由:乙", "甲 NEAR/5 ▸案由:乙"},
      {"甲 NEAR/5 (乙 AND 丙)", "NEAR/5 (▸乙 AND 丙)"},
      {"很长的一段话里面说了许多 AND", "许多 AND▸"},
  }));
  CAPTURE(text);
  const auto parsed = parse(text);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == ErrorCode::BadQuery);
  CHECK(parsed.error().what.zh.find(place) != std::string::npos);
  CHECK_FALSE(parsed.error().hint.zh.empty());
}

TEST_CASE("what holds together is one word whatever signs are in it", "[query][parse]") {
  const std::string query = "盗窃 (2017) 辽04刑终 123号 AND 甲";
  const std::size_t begin = query.find('(');
  const auto parsed = parse(query, {{begin, query.find(" AND")}});
  REQUIRE(parsed);
  CHECK(told(parsed->tree) == "and(盗窃 (2017) 辽04刑终 123号, 甲)");
}

TEST_CASE("a name that is no field is a word, and is told", "[query][parse]") {
  const auto parsed = parse("案游:离婚 案由:盗窃");
  REQUIRE(parsed);
  CHECK(parsed->not_fields == std::vector<std::string>{"案游"});
}

TEST_CASE("a query too long or too deep is refused", "[query][parse]") {
  CHECK(parse(std::string(kMaxQueryBytes + 1, 'x')).error().code == ErrorCode::TooLarge);
  CHECK(parse(std::string(1000, '(') + "x" + std::string(1000, ')')).error().code == ErrorCode::TooLarge);
  CHECK(parse(std::string(20, '(') + "x" + std::string(20, ')')));
}

TEST_CASE("no text makes the parser fail otherwise than with an error", "[query][parse]") {
  const std::vector<std::string> pieces{"甲",    " ",      "\"", "(",  ")",  "AND", "OR", "NOT",
                                        "案由:", "NEAR/3", "：", "*",  "-",  "+",   "“",  "。",
                                        "\xFF",  "..",     ">=", "/s", "/p", "同句"};
  std::mt19937 random(11);
  for (int n = 0; n < 20000; ++n) {
    std::string text;
    for (std::size_t i = random() % 12; i > 0; --i) text += pieces[random() % pieces.size()];
    const auto parsed = parse(text);
    if (!parsed)
      CHECK((parsed.error().code == ErrorCode::BadQuery || parsed.error().code == ErrorCode::TooLarge));
  }
}
