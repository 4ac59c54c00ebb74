#include "query/parse/lexer.hpp"

#include "tests/support/catch.hpp"

using leian::query::cut_tokens;
using leian::query::reads_as_prose;
using leian::query::Token;

namespace {

/// Tokens as one readable line.
std::string told(std::string_view text) {
  std::string line;
  for (const Token& token : cut_tokens(text)) {
    switch (token.type) {
      case Token::Type::Word:
        line += "w:" + token.text;
        break;
      case Token::Type::Phrase:
        line += "p:" + token.text;
        break;
      case Token::Type::Prefix:
        line += "x:" + token.text;
        break;
      case Token::Type::Field:
        line += "f:" + token.text;
        break;
      case Token::Type::And:
        line += "AND";
        break;
      case Token::Type::Or:
        line += "OR";
        break;
      case Token::Type::Not:
        line += "NOT";
        break;
      case Token::Type::Plus:
        line += "+";
        break;
      case Token::Type::Minus:
        line += "-";
        break;
      case Token::Type::Near:
        line += "near:" + std::to_string(token.nearness.distance);
        break;
      case Token::Type::Open:
        line += "(";
        break;
      case Token::Type::Close:
        line += ")";
        break;
      case Token::Type::End:
        return line;
    }
    line += ' ';
  }
  return line;
}

}  // namespace

TEST_CASE("queries are cut into tokens, full-width signs like half-width ones", "[query][parse]") {
  const auto [text, tokens] = GENERATE(table<std::string, std::string>({
      {"", ""},
      {"   ", ""},
      {"物业 纠纷", "w:物业 w:纠纷 "},
      {"物业　纠纷", "w:物业 w:纠纷 "},
      {"\"物业 纠纷\"", "p:物业 纠纷 "},
      {"“物业纠纷”", "p:物业纠纷 "},
      {"案由:离婚纠纷", "f:案由 w:离婚纠纷 "},
      {"案由：“离婚 纠纷”", "f:案由 p:离婚 纠纷 "},
      {"10:30", "w:10:30 "},
      {"盗窃 AND (入户 OR 扒窃)", "w:盗窃 AND ( w:入户 OR w:扒窃 ) "},
      {"盗窃 与 入户 或 扒窃 非 未遂", "w:盗窃 AND w:入户 OR w:扒窃 NOT w:未遂 "},
      {"（盗窃）", "( w:盗窃 ) "},
      {"+盗窃 -未遂", "+ w:盗窃 - w:未遂 "},
      {"2017-09", "w:2017-09 "},
      {"- 5", "w:- w:5 "},
      {"盗窃*", "x:盗窃 "},
      {"*", "w:* "},
      {"opened:2016..2017", "f:opened w:2016..2017 "},
      {"金额:>=30000", "f:金额 w:>=30000 "},
      {"\"没有 关上", "w:没有 w:关上 "},
      {"and or not", "w:and w:or w:not "},
      {"甲 NEAR/5 乙", "w:甲 near:5 w:乙 "},
      {"甲 NEAR/1001 乙", "w:甲 near:0 w:乙 "},
      {"甲 NEAR/ 乙", "w:甲 near:0 w:乙 "},
      {"甲 /s 乙 同段 丙", "w:甲 near:0 w:乙 near:0 w:丙 "},
      {"NEARLY a/b", "w:NEARLY w:a/b "},
  }));
  CAPTURE(text);
  CHECK(told(text) == tokens);
}

TEST_CASE("tokens know where they begin", "[query][parse]") {
  const auto tokens = cut_tokens("盗窃 AND x");
  CHECK(tokens[0].at == 0);
  CHECK(tokens[1].at == 7);
  CHECK(tokens[2].at == 11);
}

TEST_CASE("sentences and several lines read as prose, a query does not", "[query][parse]") {
  CHECK(reads_as_prose("原告诉称：被告未付物业费。请求判令支付。"));
  CHECK(reads_as_prose("第一行\n第二行"));
  CHECK_FALSE(reads_as_prose("物业 AND (纠纷 OR 争议)\n"));
  CHECK_FALSE(reads_as_prose("案由:离婚纠纷"));
}
