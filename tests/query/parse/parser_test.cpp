#include "query/parse/parser.hpp"

#include <random>

#include "query/request.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::query;

namespace {

Result<Node> parse(std::string_view text) {
  return parse_query(
      text, [](std::string_view name) { return name == "案由" || name == "opened" || name == "金额"; });
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
    case Node::Type::Phrase:
      return "'" + node.text + "'";
    case Node::Type::Prefix:
      return node.text + "*";
    case Node::Type::Range:
      return "[" + node.text + "]";
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
      {"诉称：未付。请求支付。", "诉称：未付。请求支付。"},
      {"\"", "\""},
  }));
  CAPTURE(text);
  const auto parsed = parse(text);
  REQUIRE(parsed);
  CHECK(told(*parsed) == tree);
}

TEST_CASE("a query that cannot be parsed points at the place", "[query][parse]") {
  const auto [text, place] = GENERATE(table<std::string, std::string>({
      {"甲 AND", "8"},
      {"AND 甲", "1"},
      {"甲 OR OR 乙", "8"},
      {"(甲", "1"},
      {"甲)", "4"},
      {"甲 ()", "6"},
      {"NOT", "4"},
      {"案由:", "8"},
      {"案由:(甲)", "8"},
  }));
  CAPTURE(text);
  const auto parsed = parse(text);
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().code == ErrorCode::BadQuery);
  CHECK(parsed.error().what.zh.find(" " + place + " ") != std::string::npos);
  CHECK_FALSE(parsed.error().hint.zh.empty());
}

TEST_CASE("a query too long or too deep is refused", "[query][parse]") {
  CHECK(parse(std::string(kMaxQueryBytes + 1, 'x')).error().code == ErrorCode::TooLarge);
  CHECK(parse(std::string(1000, '(') + "x" + std::string(1000, ')')).error().code == ErrorCode::TooLarge);
  CHECK(parse(std::string(20, '(') + "x" + std::string(20, ')')));
}

TEST_CASE("no text makes the parser fail otherwise than with an error", "[query][parse]") {
  const std::vector<std::string> pieces{"甲", " ", "\"", "(", ")", "AND", "OR",   "NOT", "案由:",
                                        "：", "*", "-",  "+", "“", "。",  "\xFF", "..",  ">="};
  std::mt19937 random(11);
  for (int n = 0; n < 20000; ++n) {
    std::string text;
    for (std::size_t i = random() % 12; i > 0; --i) text += pieces[random() % pieces.size()];
    const auto parsed = parse(text);
    if (!parsed)
      CHECK((parsed.error().code == ErrorCode::BadQuery || parsed.error().code == ErrorCode::TooLarge));
  }
}
