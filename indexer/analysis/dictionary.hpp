/// The word dictionary and the folding table, compiled once into one file and mapped by every process that
/// needs it: opening costs a few page faults instead of the half second that parsing the sources takes. Made
/// by `leian-dictionary` while building (compile_dictionary.hpp). Source: docs/adr/0004-one-analyzer.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "corpora/core/mapped_file.hpp"
#include "corpora/core/result.hpp"

namespace leian {

/// The file's head. The tables follow in the order of the counts, each 8-byte aligned.
struct DictionaryHead {
  char magic[8];           ///< kDictionaryMagic
  std::uint64_t checksum;  ///< XXH3 of all bytes behind the head: the dictionary's version
  std::uint32_t nodes;     ///< of the double-array trie
  float rarest;            ///< log-probability of the rarest word; unknown characters cost this
};
inline constexpr char kDictionaryMagic[9] = "LEIAND01";
inline constexpr std::size_t kUnits = 65536;  ///< rows of the folding table and of the character codes

/// A dictionary in memory (mapped, read-only). Threads: share freely.
class Dictionary {
 public:
  /// Errors: FileMissing, IndexDamaged (cut short, or not a dictionary).
  static Result<std::shared_ptr<const Dictionary>> open(const std::filesystem::path&);

  /// Changes whenever a word, a weight or a folding changes; kept in every index.
  const std::string& version() const { return version_; }

  /// The folded form of a UTF-16 unit: full width to half, traditional to simplified, upper case to lower.
  /// Surrogates stay.
  char16_t fold(char16_t unit) const { return fold_[unit]; }

  /// Words are walked unit by unit from kRoot; a negative node means that no word goes on so.
  using Node = std::int32_t;
  static constexpr Node kRoot = 0;
  Node step(Node from, char16_t unit) const {
    const std::size_t to = static_cast<std::size_t>(base_[static_cast<std::size_t>(from)]) + code_[unit];
    return to < check_.size() && check_[to] == from ? static_cast<Node>(to) : -1;
  }
  /// The log-probability of the word that ends at a node; NaN where none does.
  float weight(Node node) const { return weight_[static_cast<std::size_t>(node)]; }
  float rarest() const { return head_->rarest; }

  bool is_word(std::u16string_view folded) const;

 private:
  MappedFile file_;
  std::string version_;
  const DictionaryHead* head_ = nullptr;
  std::span<const char16_t> fold_;       // by unit
  std::span<const std::uint16_t> code_;  // by unit: its place in the trie's alphabet
  std::span<const std::int32_t> base_, check_;
  std::span<const float> weight_;
};

}  // namespace leian
