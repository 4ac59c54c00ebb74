/// Builds the double-array trie that Dictionary reads (dictionary.hpp).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "indexer/analysis/dictionary.hpp"

namespace leian {

/// A word and what is found where it ends.
struct TrieEntry {
  std::u16string word;  ///< not empty, without surrogates
  float value = 0;
};

/// Its tables are built when it is made. Precondition: the words are different, and there is at least one.
class TrieBuilder {
 public:
  explicit TrieBuilder(std::vector<TrieEntry> entries);

  std::vector<std::uint16_t> code = std::vector<std::uint16_t>(kUnits, 0);
  std::vector<std::int32_t> base, check;
  std::vector<float> value;

 private:
  using Children = std::vector<std::pair<std::uint16_t, std::size_t>>;  // code, first entry

  void number_units(const std::vector<TrieEntry>&);
  void resize(std::size_t nodes);
  void reserve(std::size_t nodes);
  void place(const std::vector<TrieEntry>&, std::size_t begin, std::size_t end, std::size_t depth,
             Trie::Node node);
  Trie::Node free_base(const Children&);

  std::size_t first_free_ = 1;
  std::size_t first_roomy_ = 1;
};

}  // namespace leian
