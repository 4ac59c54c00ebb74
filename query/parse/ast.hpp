/// A query as it was written: the tree the parser makes, before it meets an index.
/// Source: docs/query-language.md
#pragma once
#include <cstddef>
#include <string>
#include <vector>

namespace leian::query {

struct Node {
  enum class Type {
    All,     ///< every record
    Words,   ///< `text`: plain words, to be cut by the analyzer
    Phrase,  ///< `text`: literally, after folding
    Prefix,  ///< `text`: words that begin so
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
  std::size_t at = 0;  ///< byte of the query where it begins

  bool operator==(const Node&) const = default;
};

}  // namespace leian::query
