/// Cuts a query into tokens. Full-width signs mean what their half-width ones do.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/parse/ast.hpp"

namespace leian::query {

struct Token {
  enum class Type { Word, Phrase, Prefix, Field, And, Or, Not, Plus, Minus, Near, Open, Close, End };
  Type type = Type::End;
  std::string text;    ///< of a word, phrase (without quotes), prefix (without star) or field (without colon)
  std::size_t at = 0;  ///< byte where it begins
  Nearness nearness = {};  ///< of Near
};

/// Bytes [first, second) of a query that are one word whatever signs and blanks are in them; ascending,
/// apart.
using Held = std::vector<std::pair<std::size_t, std::size_t>>;

inline constexpr std::uint32_t kMaxNear = 1000;    ///< characters
inline constexpr std::uint32_t kDefaultNear = 10;  ///< of NEAR alone

/// The tokens, End last. An unclosed quote is no quote but a blank; a star alone is a word. NEAR with a
/// distance that is none (NEAR/x, NEAR/5000) is a Near token with distance 0 and its text.
std::vector<Token> cut_tokens(std::string_view text, const Held& held = {});

/// Whether the text is prose rather than a query: it holds a sentence mark or a line break outside of quotes.
bool reads_as_prose(std::string_view text);

}  // namespace leian::query
