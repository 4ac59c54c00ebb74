#include "query/parse/parser.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"
#include "query/parse/lexer.hpp"
#include "query/request.hpp"

namespace leian::query {
namespace {

using Type = Node::Type;

Node joined(Type type, std::vector<Node> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  const std::size_t at = parts.empty() ? 0 : parts.front().at;
  return {type, "", "", std::move(parts), at, {}};
}

bool is_range(std::string_view text) {
  return text.find("..") != std::string_view::npos || text.starts_with('>') || text.starts_with('<');
}

/// A place in a query for people: its character, counted from 1, and what stands around it.
struct Place {
  std::size_t character = 0;
  std::string around;
};

Place place_of(std::string_view query, std::size_t byte) {
  constexpr std::size_t kAround = 12;
  constexpr char32_t kMark = U'▸';
  const std::u32string before = decode_utf8(query.substr(0, byte));
  const std::u32string after = decode_utf8(query.substr(byte));
  std::u32string around = before.size() > kAround ? U"…" + before.substr(before.size() - kAround) : before;
  around += kMark;
  around += after.substr(0, kAround);
  if (after.size() > kAround) around += U'…';
  return {before.size() + 1, encode_utf8(around)};
}

class Parser {
 public:
  Parser(std::string_view text, std::vector<Token> tokens, const QueryNames& names)
      : text_(text), tokens_(std::move(tokens)), names_(names) {}

  Result<ParsedQuery> run() {
    LEIAN_TRY(Node query, any(0));
    if (now().type == Token::Type::Close) return wrong(Msg::QueryUnopened, now().at);
    return ParsedQuery{std::move(query), std::move(not_fields_)};
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
    if (depth > kMaxParentheses) return err(ErrorCode::TooLarge, Msg::QueryTooDeep, kMaxParentheses);
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

  template <class... More>
  Unexpected wrong(Msg what, std::size_t at, const More&... more) const {
    const Place place = place_of(text_, at);
    return err(ErrorCode::BadQuery, what, place.character, place.around, more...);
  }
  Unexpected expected_operand() const { return wrong(Msg::QueryOperand, now().at); }

  Result<Node> one(int depth) {
    const std::size_t at = now().at;
    if (take(Token::Type::Not) || take(Token::Type::Minus)) {
      LEIAN_TRY(Node what, near(depth));
      return Node{Type::Not, "", "", {std::move(what)}, at, {}};
    }
    if (take(Token::Type::Plus)) {
      // What must be there is a part of its own, not one word of a group.
      LEIAN_TRY(Node what, near(depth));
      return Node{Type::And, "", "", {std::move(what)}, at, {}};
    }
    return near(depth);
  }

  /// Those of one nearness are one node; another's begins around them.
  Result<Node> near(int depth) {
    LEIAN_TRY(Node first, base(depth));
    while (now().type == Token::Type::Near) {
      const Token token = now();
      ++next_;
      if (token.nearness.unit == Nearness::Unit::Characters && token.nearness.distance == 0)
        return wrong(Msg::QueryNearDistance, token.at, token.text);
      LEIAN_CHECK(check_near(first));
      LEIAN_TRY(Node second, base(depth));
      LEIAN_CHECK(check_near(second));
      if (first.type == Type::Near && first.nearness == token.nearness) {
        first.children.push_back(std::move(second));
        continue;
      }
      std::vector<Node> both;
      both.push_back(std::move(first));
      both.push_back(std::move(second));
      const std::size_t at = both.front().at;
      first = Node{Type::Near, "", "", std::move(both), at, token.nearness};
    }
    return first;
  }

  /// Words, phrases, prefixes, and any of some of them.
  Result<void> check_near(const Node& node) const {
    switch (node.type) {
      case Type::Words:
      case Type::Phrase:
      case Type::Prefix:
        return {};
      case Type::Near:
      case Type::Or:
        for (const Node& child : node.children) LEIAN_CHECK(check_near(child));
        return {};
      default:
        return wrong(Msg::QueryNearOperand, node.at);
    }
  }

  Result<Node> base(int depth) {
    const Token token = now();
    switch (token.type) {
      case Token::Type::Open: {
        ++next_;
        LEIAN_TRY(Node inside, any(depth + 1));
        if (!take(Token::Type::Close)) return wrong(Msg::QueryUnclosed, token.at);
        return inside;
      }
      case Token::Type::Field:
        ++next_;
        return field(token, depth);
      case Token::Type::Word:
        ++next_;
        return Node{token.text == "*" ? Type::All : Type::Words, token.text, "", {}, token.at, {}};
      case Token::Type::Phrase:
        ++next_;
        return Node{Type::Phrase, token.text, "", {}, token.at, {}};
      case Token::Type::Prefix:
        ++next_;
        return Node{Type::Prefix, token.text, "", {}, token.at, {}};
      default:
        return expected_operand();
    }
  }

  Result<Node> field(const Token& name, int depth) {
    if (!names_.is_field(name.text)) {
      not_fields_.push_back(name.text);
      return Node{Type::Words, name.text, "", {}, name.at, {}};
    }
    const Token value = now();
    if (value.type == Token::Type::Open) {
      LEIAN_TRY(Node group, base(depth));
      return Node{Type::Field, "", name.text, {std::move(group)}, name.at, {}};
    }
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
        return wrong(Msg::QueryFieldValue, value.at, name.text);
    }
    ++next_;
    return Node{Type::Field, "", name.text, {std::move(child)}, name.at, {}};
  }

  std::string_view text_;
  std::vector<Token> tokens_;
  const QueryNames& names_;
  std::vector<std::string> not_fields_;
  std::size_t next_ = 0;
};

/// Whether nothing but brackets and quotes in a longer text could be meant as a query's signs.
bool is_plain_text(std::string_view text, const std::vector<Token>& tokens, const QueryNames& names) {
  constexpr std::size_t kLeastCharacters = 20;
  if (decode_utf8(text).size() < kLeastCharacters) return false;
  return std::none_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    switch (token.type) {
      case Token::Type::And:
      case Token::Type::Or:
      case Token::Type::Not:
      case Token::Type::Near:
      case Token::Type::Plus:
        return true;
      case Token::Type::Field:
        return names.is_field(token.text);
      default:
        return false;
    }
  });
}

}  // namespace

Result<ParsedQuery> parse_query(std::string_view text, const QueryNames& names) {
  if (text.size() > kMaxQueryBytes)
    return err(ErrorCode::TooLarge, Msg::QueryTooLong, text.size(), kMaxQueryBytes);
  if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) return ParsedQuery{};
  const auto as = [&](Type type) { return ParsedQuery{Node{type, std::string(text), "", {}, 0, {}}, {}}; };
  if (reads_as_prose(text)) return as(Type::Prose);
  std::vector<Token> tokens = cut_tokens(text, names.held);
  if (tokens.size() == 1) return as(Type::Words);  // nothing but signs
  const bool plain = is_plain_text(text, tokens, names);
  auto parsed = Parser(text, std::move(tokens), names).run();
  // A line of a document is no query, and its brackets need not match.
  if (!parsed && plain && parsed.error().code == ErrorCode::BadQuery) return as(Type::Prose);
  return parsed;
}

}  // namespace leian::query
