/// Cuts a query into tokens. Full-width signs mean what their half-width ones do.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace leian::query {

struct Token {
  enum class Type { Word, Phrase, Prefix, Field, And, Or, Not, Plus, Minus, Open, Close, End };
  Type type = Type::End;
  std::string text;    ///< of a word, phrase (without quotes), prefix (without star) or field (without colon)
  std::size_t at = 0;  ///< byte where it begins
};

/// The tokens, End last. An unclosed quote is no quote but a blank; a star alone is a word.
std::vector<Token> cut_tokens(std::string_view text);

/// Whether the text is prose rather than a query: it holds a sentence mark or a line break.
bool reads_as_prose(std::string_view text);

}  // namespace leian::query
