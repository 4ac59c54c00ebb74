/// A query as it was written: the tree the parser makes, before it meets an index.
/// Source: docs/query-language.md
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace leian::query {

/// How near things have to be.
struct Nearness {
  enum class Unit { Characters, Sentence, Paragraph };
  Unit unit = Unit::Characters;
  std::uint32_t distance = 0;  ///< of Characters: at most so many between them
  bool operator==(const Nearness&) const = default;
};

struct Node {
  enum class Type {
    All,     ///< every record
    Words,   ///< `text`: plain words, to be cut by the analyzer
    Prose,   ///< `text`: a passage or question; what is like it is looked for
    Phrase,  ///< `text`: literally, after folding
    Prefix,  ///< `text`: words that begin so
    Near,    ///< the children near each other, by `nearness`; words, phrases, prefixes, Or or Near
    Field,   ///< `field` holds what the one child says; a Range child for bounds
    Range,   ///< `text`: a..b, >=a, 2017 … as written; only below Field
    And,
    Or,
    Not,  ///< one child
  };

  Type type = Type::All;
  std::string text;
  std::string field;
  std::vector<Node> children;
  std::size_t at = 0;      ///< byte of the query where it begins
  Nearness nearness = {};  ///< of Near

  bool operator==(const Node&) const = default;
};

}  // namespace leian::query
