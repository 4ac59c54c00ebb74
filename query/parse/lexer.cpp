#include "query/parse/lexer.hpp"

#include <array>
#include <optional>

namespace leian::query {
namespace {

/// A sign and how many bytes it takes; full-width forms beside the plain ones.
struct Sign {
  std::string_view bytes;
  char plain;
};
constexpr std::array kSigns{Sign{"(", '('},  Sign{")", ')'},  Sign{"\"", '"'}, Sign{":", ':'},
                            Sign{"（", '('}, Sign{"）", ')'}, Sign{"“", '"'},  Sign{"”", '"'},
                            Sign{"：", ':'}, Sign{"＂", '"'}};
constexpr std::array kBlanks{std::string_view(" "),  std::string_view("\t"), std::string_view("\r"),
                             std::string_view("\n"), std::string_view("　"), std::string_view("\xC2\xA0")};
constexpr std::array kSentenceMarks{std::string_view("。"), std::string_view("！"), std::string_view("？"),
                                    std::string_view("；"), std::string_view("\n")};

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) {
      if (skip_blank()) continue;
      const std::size_t begin = at_;
      if (const auto sign = sign_here()) {
        take_sign(*sign, begin);
        continue;
      }
      if ((text_[at_] == '+' || text_[at_] == '-') && starts_a_word()) {
        tokens_.push_back({text_[at_] == '+' ? Token::Type::Plus : Token::Type::Minus, "", begin});
        ++at_;
        continue;
      }
      take_word(begin);
    }
    tokens_.push_back({Token::Type::End, "", text_.size()});
    return std::move(tokens_);
  }

 private:
  bool here(std::string_view bytes) const { return text_.substr(at_, bytes.size()) == bytes; }

  bool skip_blank() {
    for (const auto blank : kBlanks)
      if (here(blank)) {
        at_ += blank.size();
        return true;
      }
    return false;
  }

  std::optional<Sign> sign_here() const {
    for (const Sign& sign : kSigns)
      if (here(sign.bytes)) return sign;
    return std::nullopt;
  }

  /// `-5` after a word's end is a sign; `2017-09` is inside a word and never asks here.
  bool starts_a_word() const {
    const std::size_t next = at_ + 1;
    return next < text_.size() && text_[next] != ' ' && text_[next] != '\t';
  }

  void take_sign(const Sign& sign, std::size_t begin) {
    at_ += sign.bytes.size();
    if (sign.plain == '(') tokens_.push_back({Token::Type::Open, "", begin});
    if (sign.plain == ')') tokens_.push_back({Token::Type::Close, "", begin});
    if (sign.plain == '"') take_phrase(begin);
    // A colon that no field stands before says nothing.
  }

  void take_phrase(std::size_t begin) {
    const std::size_t from = at_;
    while (at_ < text_.size()) {
      const auto sign = sign_here();
      if (sign && sign->plain == '"') {
        tokens_.push_back({Token::Type::Phrase, std::string(text_.substr(from, at_ - from)), begin});
        at_ += sign->bytes.size();
        return;
      }
      ++at_;
    }
    at_ = from;
  }

  void take_word(std::size_t begin) {
    while (at_ < text_.size()) {
      const auto sign = sign_here();
      if (sign && sign->plain == ':' && at_ > begin && is_name(text_.substr(begin, at_ - begin))) {
        tokens_.push_back({Token::Type::Field, std::string(text_.substr(begin, at_ - begin)), begin});
        at_ += sign->bytes.size();
        return;
      }
      if ((sign && sign->plain != ':') || blank_here()) break;
      ++at_;
    }
    push_word(text_.substr(begin, at_ - begin), begin);
  }

  bool blank_here() const {
    for (const auto blank : kBlanks)
      if (here(blank)) return true;
    return false;
  }

  /// What may stand before a field's colon: letters, digits, underscores, dots and anything beyond ASCII; not
  /// only digits (10:30).
  static bool is_name(std::string_view name) {
    bool letters = false;
    for (const char c : name) {
      const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
                          static_cast<unsigned char>(c) >= 0x80;
      if (!letter && c != '.' && (c < '0' || c > '9')) return false;
      letters |= letter;
    }
    return letters;
  }

  void push_word(std::string_view word, std::size_t begin) {
    struct Operator {
      std::string_view word;
      Token::Type type;
    };
    static constexpr std::array kOperators{
        Operator{"AND", Token::Type::And}, Operator{"OR", Token::Type::Or}, Operator{"NOT", Token::Type::Not},
        Operator{"与", Token::Type::And},  Operator{"或", Token::Type::Or}, Operator{"非", Token::Type::Not}};
    for (const Operator& known : kOperators)
      if (word == known.word) {
        tokens_.push_back({known.type, std::string(word), begin});
        return;
      }
    if (word.size() > 1 && word.back() == '*')
      tokens_.push_back({Token::Type::Prefix, std::string(word.substr(0, word.size() - 1)), begin});
    else
      tokens_.push_back({Token::Type::Word, std::string(word), begin});
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> cut_tokens(std::string_view text) { return Lexer(text).run(); }

bool reads_as_prose(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  const auto body = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  for (const auto mark : kSentenceMarks)
    if (body.find(mark) != std::string_view::npos) return true;
  return false;
}

}  // namespace leian::query
