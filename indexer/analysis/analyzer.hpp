/// The one analyzer. Indexing and querying call this same code; its version stands in every index.
///
/// Text is folded (width, traditional script, case; white space between Chinese characters dropped), then yields
///  - bigrams: every two neighbouring letters or digits of the folded text. A quoted string is found through its bigrams and
///    then checked in the folded text itself, so no substring a person quotes is missed and none is invented;
///  - words: dictionary words of three characters and more, and runs of Latin letters and digits. A word of two
///    characters is its bigram.
/// Threads: const and shareable. Units: positions are UTF-16 units of the folded text.
/// Source: docs/adr/0004-one-analyzer.md
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/dictionary.hpp"

namespace leian {

/// Counts up whenever the terms of a text change for any reason but the dictionary.
inline constexpr int kAnalyzerVersion = 1;

/// A text after folding. `source[i]` is the byte in the original where folded unit i begins; one more entry ends the last.
struct FoldedText {
  std::u16string units;
  std::vector<std::uint32_t> source;
};

/// A stretch of a folded text.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  ///< not included
  std::uint32_t size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

class Analyzer {
 public:
  explicit Analyzer(std::shared_ptr<const Dictionary> dictionary) : dictionary_(std::move(dictionary)) {}
  /// With the dictionary of the data folder.
  static Result<std::shared_ptr<const Analyzer>> load();

  /// Analyzer and dictionary versions, as kept in the index: "1/9f3a…".
  std::string version() const;

  /// Folds UTF-8. Broken bytes become U+FFFD, which matches nothing. `with_source` is only needed for highlights.
  FoldedText fold(std::string_view utf8, bool with_source = false) const;

  /// The words of a folded text, one after the other, covering every letter and digit (a single character may be a word);
  /// by the most probable path through the dictionary, the same cuts as cppjieba's MPSegment.
  std::vector<Span> words(std::u16string_view folded) const;
  /// The same for callers in a loop: `out` is cleared and its room reused.
  void words(std::u16string_view folded, std::vector<Span>& out) const;

  const Dictionary& dictionary() const { return *dictionary_; }

 private:
  std::shared_ptr<const Dictionary> dictionary_;
};

/// Han, kana and the like: characters that are words of their own.
bool is_ideograph(char16_t);
/// Letters and digits of any script: what terms are made of.
bool is_term_character(char16_t);

}  // namespace leian
