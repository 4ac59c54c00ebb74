/// The word dictionary and the folding table, compiled once into one file and mapped by every process that needs it.
/// Made by `leian-dictionary` while building, from cppjieba's dictionary, our legal one, ICU's widths and OpenCC's TSCharacters.
/// Source: docs/adr/0004-one-analyzer.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// A dictionary in memory (mapped, read-only, shared between processes by the page cache). Threads: share freely.
class Dictionary {
 public:
  /// Errors: FileMissing, IndexDamaged (truncated, or its checksum is off).
  static Result<std::shared_ptr<const Dictionary>> open(const std::filesystem::path&);
  ~Dictionary();
  Dictionary(const Dictionary&) = delete;
  Dictionary& operator=(const Dictionary&) = delete;

  /// Changes whenever a word, a weight or a folding changes; kept in the index.
  const std::string& version() const { return version_; }

  /// The folded form of one UTF-16 unit: full width to half, traditional to simplified, upper case to lower. Surrogates stay.
  char16_t fold(char16_t c) const { return fold_[c]; }

  /// Log-probability of the word that ends at a trie node, or NaN where none does.
  struct Node {
    std::int32_t index = 0;
  };
  static constexpr Node root() { return {0}; }
  /// The node reached from `from` by `c`; index < 0 where there is none.
  Node step(Node from, char16_t c) const;
  float weight(Node) const;
  float min_weight() const { return min_weight_; }
  bool is_word(std::u16string_view) const;

 private:
  Dictionary() = default;
  const char* map_ = nullptr;
  std::size_t bytes_ = 0;
  std::string version_;
  const char16_t* fold_ = nullptr;
  std::span<const std::int32_t> base_;
  std::span<const std::int32_t> check_;
  std::span<const float> weight_;
  std::span<const std::uint16_t> code_of_;
  float min_weight_ = 0;
};

/// What goes into a dictionary file.
struct DictionarySources {
  std::vector<std::filesystem::path> words;  ///< `word frequency [tag]` a line; a word of a later file replaces
};

/// Compiles the sources into `out`, replacing it whole. Errors: FileMissing, FileUnwritable, BadInput naming the line.
Result<void> compile_dictionary(const DictionarySources&, const std::filesystem::path& out);

}  // namespace leian
