#include "query/parse/lexer.hpp"

#include <array>
#include <charconv>
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

/// Where the phrase ends whose quote stands at `quote` and whose text begins at `from`, and where what
/// follows begins.
std::optional<std::pair<std::size_t, std::size_t>> end_of_phrase(std::string_view text, std::size_t quote,
                                                                 std::size_t from) {
  constexpr std::array kQuotes{std::string_view("\""), std::string_view("”"), std::string_view("“"),
                               std::string_view("＂")};
  const std::string_view own = text.substr(quote).starts_with("“") ? "”" : text.substr(quote, from - quote);
  const auto closed_by = [&](std::string_view sign) -> std::optional<std::pair<std::size_t, std::size_t>> {
    std::size_t at = text.find(sign, from);
    while (at != text.npos && at > from && sign == "\"" && text[at - 1] == '\\') at = text.find(sign, at + 1);
    return at == text.npos ? std::nullopt : std::optional(std::pair(at, at + sign.size()));
  };
  if (const auto end = closed_by(own)) return end;
  std::optional<std::pair<std::size_t, std::size_t>> first;
  for (const auto sign : kQuotes)
    if (const auto end = closed_by(sign); end && (!first || end->first < first->first)) first = end;
  return first;
}

class Lexer {
 public:
  Lexer(std::string_view text, const Held& held) : text_(text), held_(held) {}

  std::vector<Token> run() {
    while (at_ < text_.size()) {
      if (skip_blank()) continue;
      const std::size_t begin = at_;
      if (held_here()) {
        take_word(begin);
        continue;
      }
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

  /// Where the stretch that begins here and is one word ends.
  std::optional<std::size_t> held_here() const {
    for (const auto& [begin, end] : held_)
      if (begin == at_) return end;
    return std::nullopt;
  }

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

  /// A quote is closed by its own kind: "…" by ", “…” by ”; where that is missing, by any. \" is a quote
  /// within.
  void take_phrase(std::size_t begin) {
    const std::size_t from = at_;
    const auto end = end_of_phrase(text_, begin, from);
    if (!end) return;
    std::string phrase(text_.substr(from, end->first - from));
    for (std::size_t at = phrase.find("\\\""); at != phrase.npos; at = phrase.find("\\\"", at + 1))
      phrase.erase(at, 1);
    tokens_.push_back({Token::Type::Phrase, std::move(phrase), begin});
    at_ = end->second;
  }

  void take_word(std::size_t begin) {
    while (at_ < text_.size()) {
      if (const auto end = held_here()) {
        at_ = *end;
        continue;
      }
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
    if (push_near(word, begin)) return;
    if (word.size() > 1 && word.back() == '*')
      tokens_.push_back({Token::Type::Prefix, std::string(word.substr(0, word.size() - 1)), begin});
    else
      tokens_.push_back({Token::Type::Word, std::string(word), begin});
  }

  /// NEAR/5, NEAR, 邻近/5; /s, 同句; /p, 同段.
  bool push_near(std::string_view word, std::size_t begin) {
    Token token{Token::Type::Near, std::string(word), begin, {}};
    if (word == "/s" || word == "/S" || word == "同句") {
      token.nearness.unit = Nearness::Unit::Sentence;
    } else if (word == "/p" || word == "/P" || word == "同段") {
      token.nearness.unit = Nearness::Unit::Paragraph;
    } else {
      const std::string_view name = word.substr(0, word.find('/'));
      if (name != "NEAR" && name != "邻近") return false;
      token.nearness.distance = word == name ? kDefaultNear : read_distance(word.substr(name.size() + 1));
    }
    tokens_.push_back(std::move(token));
    return true;
  }

  /// 1 to kMaxNear, or 0.
  static std::uint32_t read_distance(std::string_view digits) {
    std::uint32_t distance = 0;
    const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), distance);
    const bool whole = fault == std::errc{} && end == digits.data() + digits.size();
    return whole && distance <= kMaxNear ? distance : 0;
  }

  std::string_view text_;
  const Held& held_;
  std::size_t at_ = 0;
  std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> cut_tokens(std::string_view text, const Held& held) { return Lexer(text, held).run(); }

bool reads_as_prose(std::string_view text) {
  const auto last = text.find_last_not_of(" \t\r\n");
  const auto body = text.substr(0, last == std::string_view::npos ? 0 : last + 1);
  for (std::size_t at = 0; at < body.size(); ++at) {
    // What is quoted is looked for as it stands, whatever marks are in it.
    const auto quote = body.substr(at).starts_with("\"") ? 1u : body.substr(at).starts_with("“") ? 3u : 0u;
    if (quote > 0)
      if (const auto end = end_of_phrase(body, at, at + quote)) {
        at = end->second - 1;
        continue;
      }
    for (const auto mark : kSentenceMarks)
      if (body.substr(at).starts_with(mark)) return true;
  }
  return false;
}

}  // namespace leian::query
