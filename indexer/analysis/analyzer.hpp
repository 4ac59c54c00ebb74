/// The one analyzer. Indexing and querying call this same code; its version stands in every index.
///
/// Text is folded (width, traditional script, case; white space between Chinese characters dropped), then
/// yields
///  - bigrams: every two neighbouring letters or digits of the folded text. A quoted string is found through
///  its bigrams and
///    then checked in the folded text itself, so that nothing a person quotes is missed and nothing is
///    invented;
///  - words: by the most probable path through the dictionary, and runs of Latin letters and digits. They
///  rank and explain;
///  - legal forms (forms/form.hpp): articles, case numbers, amounts, dates, names, by what they mean.
/// Threads: const and shareable. Units: positions are UTF-16 units of the folded text.
/// Source: docs/adr/0004-one-analyzer.md
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/dictionary.hpp"
#include "indexer/analysis/forms/form.hpp"
#include "indexer/analysis/span.hpp"

namespace leian {

/// Counts up whenever the folding or the terms of a text change for any reason but the dictionary.
inline constexpr int kAnalyzerVersion = 2;

/// A text after folding. `source[i]` is the byte of the original where folded unit i begins; one more entry
/// ends the last.
struct FoldedText {
  std::u16string units;
  std::vector<std::uint32_t> source;  ///< empty unless asked for
  /// Units where a paragraph begins, but for the first: behind an empty line, before an indented one, and
  /// behind a line that ends a sentence. A line that breaks off within a sentence goes on.
  std::vector<std::uint32_t> paragraphs;
};

class Analyzer {
 public:
  explicit Analyzer(std::shared_ptr<const Dictionary> dictionary) : dictionary_(std::move(dictionary)) {}
  /// With the dictionary of the data folder. Errors: FileMissing, IndexDamaged.
  static Result<std::shared_ptr<const Analyzer>> load();

  /// Analyzer and dictionary versions, as kept in the index: "1-9f3a…".
  std::string version() const;

  /// Folds UTF-8. Broken bytes become U+FFFD; runs of other white space and control characters become one
  /// blank.
  FoldedText fold(std::string_view utf8, bool with_source = false) const;

  /// The words of a folded text in order: dictionary words by the most probable path (the same cuts as
  /// cppjieba's MPSegment), runs of Latin letters and digits, and single characters; punctuation and blanks
  /// lie between them. `out` is cleared; its room is reused.
  void words(std::u16string_view folded, std::vector<Span>& out) const;

  /// The legal forms of a folded text (find_forms).
  void forms(std::u16string_view folded, std::vector<Form>& out) const {
    find_forms(folded, *dictionary_, out);
  }

  const Dictionary& dictionary() const { return *dictionary_; }

 private:
  void cut_ideographs(std::u16string_view folded, Span run, std::vector<Span>& out) const;

  std::shared_ptr<const Dictionary> dictionary_;
};

/// Han characters, kana and the like: written without blanks between words.
bool is_ideograph(char16_t folded);
/// Letters and digits of any script, ideographs among them: what terms are made of.
bool is_term_unit(char16_t folded);

/// UTF-8 of folded units; a lone surrogate becomes U+FFFD.
std::string to_utf8(std::u16string_view);

}  // namespace leian
