#include "query/parse/parser.hpp"

#include "query/parse/lexer.hpp"
#include "query/request.hpp"

namespace leian::query {
namespace {

using Type = Node::Type;

Node joined(Type type, std::vector<Node> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  const std::size_t at = parts.empty() ? 0 : parts.front().at;
  return {type, "", "", std::move(parts), at};
}

bool is_range(std::string_view text) {
  return text.find("..") != std::string_view::npos || text.starts_with('>') || text.starts_with('<');
}

class Parser {
 public:
  Parser(std::vector<Token> tokens, const std::function<bool(std::string_view)>& is_field)
      : tokens_(std::move(tokens)), is_field_(is_field) {}

  Result<Node> run() {
    LEIAN_TRY(Node query, any(0));
    if (now().type == Token::Type::Close) return err(ErrorCode::BadQuery, Msg::QueryUnopened, now().at + 1);
    return query;
  }

 private:
  const Token& now() const { return tokens_[next_]; }
  bool take(Token::Type type) {
    if (now().type != type) return false;
    ++next_;
    return true;
  }
  bool at_end_of_group() const { return now().type == Token::Type::End || now().type == Token::Type::Close; }

  Result<Node> any(int depth) {
    if (depth > kMaxDepth) return err(ErrorCode::TooLarge, Msg::QueryTooDeep, kMaxDepth);
    std::vector<Node> parts;
    do {
      LEIAN_TRY(Node part, all(depth));
      parts.push_back(std::move(part));
    } while (take(Token::Type::Or));
    return joined(Type::Or, std::move(parts));
  }

  Result<Node> all(int depth) {
    std::vector<Node> parts;
    bool wants_operand = true;
    while (wants_operand || !at_end_of_group()) {
      if (now().type == Token::Type::Or) break;
      if (at_end_of_group() || now().type == Token::Type::And) return expected_operand();
      const bool plain = now().type == Token::Type::Word;
      LEIAN_TRY(Node part, one(depth));
      // Plain words side by side are one group.
      if (plain && !wants_operand && !parts.empty() && parts.back().type == Type::Words &&
          part.type == Type::Words)
        parts.back().text += " " + part.text;
      else
        parts.push_back(std::move(part));
      wants_operand = take(Token::Type::And);
    }
    if (parts.empty()) return expected_operand();
    return joined(Type::And, std::move(parts));
  }

  Unexpected expected_operand() const { return err(ErrorCode::BadQuery, Msg::QueryOperand, now().at + 1); }

  Result<Node> one(int depth) {
    const std::size_t at = now().at;
    if (take(Token::Type::Not) || take(Token::Type::Minus)) {
      LEIAN_TRY(Node what, base(depth));
      return Node{Type::Not, "", "", {std::move(what)}, at};
    }
    if (take(Token::Type::Plus)) {
      // What must be there is a part of its own, not one word of a group.
      LEIAN_TRY(Node what, base(depth));
      return Node{Type::And, "", "", {std::move(what)}, at};
    }
    return base(depth);
  }

  Result<Node> base(int depth) {
    const Token token = now();
    switch (token.type) {
      case Token::Type::Open: {
        ++next_;
        LEIAN_TRY(Node inside, any(depth + 1));
        if (!take(Token::Type::Close)) return err(ErrorCode::BadQuery, Msg::QueryUnclosed, token.at + 1);
        return inside;
      }
      case Token::Type::Field:
        ++next_;
        return field(token);
      case Token::Type::Word:
        ++next_;
        return Node{token.text == "*" ? Type::All : Type::Words, token.text, "", {}, token.at};
      case Token::Type::Phrase:
        ++next_;
        return Node{Type::Phrase, token.text, "", {}, token.at};
      case Token::Type::Prefix:
        ++next_;
        return Node{Type::Prefix, token.text, "", {}, token.at};
      default:
        return expected_operand();
    }
  }

  Result<Node> field(const Token& name) {
    if (!is_field_(name.text)) return Node{Type::Words, name.text, "", {}, name.at};
    const Token value = now();
    Node child;
    child.text = value.text;
    child.at = value.at;
    switch (value.type) {
      case Token::Type::Word:
        child.type = is_range(value.text) ? Type::Range : Type::Words;
        break;
      case Token::Type::Phrase:
        child.type = Type::Phrase;
        break;
      case Token::Type::Prefix:
        child.type = Type::Prefix;
        break;
      default:
        return err(ErrorCode::BadQuery, Msg::QueryFieldValue, name.text, value.at + 1);
    }
    ++next_;
    return Node{Type::Field, "", name.text, {std::move(child)}, name.at};
  }

  std::vector<Token> tokens_;
  const std::function<bool(std::string_view)>& is_field_;
  std::size_t next_ = 0;
};

}  // namespace

Result<Node> parse_query(std::string_view text, const std::function<bool(std::string_view)>& is_field) {
  if (text.size() > kMaxQueryBytes)
    return err(ErrorCode::TooLarge, Msg::QueryTooLong, text.size(), kMaxQueryBytes);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return Node{};
  if (reads_as_prose(text)) return Node{Type::Words, std::string(text), "", {}, 0};
  std::vector<Token> tokens = cut_tokens(text);
  if (tokens.size() == 1) return Node{Type::Words, std::string(text), "", {}, 0};  // nothing but signs
  return Parser(std::move(tokens), is_field).run();
}

}  // namespace leian::query
