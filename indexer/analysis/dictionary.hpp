/// The word dictionary, the folding table and the names of statutes and places, compiled once into one file
/// and mapped by every process that needs it: opening costs a few page faults instead of the half second that
/// parsing the sources takes. Made by `leian-dictionary` while building (compile_dictionary.hpp). Source:
/// docs/adr/0004-one-analyzer.md, docs/adr/0014-legal-forms.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "corpora/core/mapped_file.hpp"
#include "corpora/core/result.hpp"

namespace leian {

/// The file's head. The tables follow in the order of the counts, each 8-byte aligned.
struct DictionaryHead {
  char magic[8];             ///< kDictionaryMagic
  std::uint64_t checksum;    ///< XXH3 of all bytes behind the head: the dictionary's version
  std::uint32_t nodes;       ///< of the words' trie
  float rarest;              ///< log-probability of the rarest word; unknown characters cost this
  std::uint32_t name_nodes;  ///< of the names' trie
  std::uint32_t names;       ///< different names, by key
  std::uint64_t name_bytes;  ///< of all keys
};
inline constexpr char kDictionaryMagic[9] = "LEIAND02";
inline constexpr std::size_t kUnits = 65536;  ///< rows of the folding table and of the character codes

/// A double-array trie over UTF-16 units, read in place: child = base[node] + code of the unit, and
/// check[child] names its parent.
class Trie {
 public:
  using Node = std::int32_t;
  static constexpr Node kRoot = 0;

  /// The node behind one more unit; negative where nothing goes on so.
  Node step(Node from, char16_t unit) const {
    const std::size_t to = static_cast<std::size_t>(base[static_cast<std::size_t>(from)]) + code[unit];
    return to < check.size() && check[to] == from ? static_cast<Node>(to) : -1;
  }
  /// What ends at a node; NaN where nothing does.
  float at(Node node) const { return value[static_cast<std::size_t>(node)]; }

  std::span<const std::uint16_t> code;  ///< by unit: its place in the trie's alphabet
  std::span<const std::int32_t> base, check;
  std::span<const float> value;
};

/// Before the key of a name that is short for another.
inline constexpr char kShortName = '~';

/// A statute or place, under any of its names.
struct NameEntry {
  std::string_view key;   ///< of the form it makes: S民法典, P辽宁省
  bool is_short = false;  ///< a place without 省, 市, 县 …
};

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

  /// Words are walked unit by unit from Trie::kRoot; what ends at a node is the word's log-probability.
  const Trie& words() const { return words_; }
  float rarest() const { return head_->rarest; }

  bool is_word(std::u16string_view folded) const;

  /// Names are walked in the same way, without book marks.
  const Trie& names() const { return names_; }
  std::optional<NameEntry> name_at(Trie::Node) const;

 private:
  MappedFile file_;
  std::string version_;
  const DictionaryHead* head_ = nullptr;
  std::span<const char16_t> fold_;  // by unit
  Trie words_, names_;
  std::span<const std::uint32_t> name_starts_;
  std::string_view name_keys_;
};

}  // namespace leian
