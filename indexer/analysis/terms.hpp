/// From folded text to the terms Xapian stores, and from a term back to what people can read.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/analysis/analyzer.hpp"

namespace leian {

/// A term and how much of it a text holds (field weight × occurrences, rounded, at least 1).
struct TermCount {
  std::string term;
  std::uint32_t count = 0;
};

/// The bigram term of two folded units, and the word term of a folded word (see schema/layout.hpp for the prefixes).
std::string bigram_term(char16_t a, char16_t b);
std::string word_term(std::u16string_view word);
/// The term a dictionary word is found by: its bigram for two characters, its word term otherwise.
std::string term_of_word(std::u16string_view word);
/// The letters behind a term, as UTF-8; empty for terms that are not text.
std::string readable(std::string_view term);

/// Gathers the terms of one record, field by field. Reused from record to record; one thread at a time.
class TermCollector {
 public:
  explicit TermCollector(const Analyzer& analyzer) : analyzer_(&analyzer) {}
  void add(std::u16string_view folded, double weight);
  /// The terms gathered, in no order, and their counts' sum; the collector is empty afterwards.
  std::vector<TermCount> take();

 private:
  const Analyzer* analyzer_;
  std::unordered_map<std::uint32_t, std::uint32_t> bigrams_;
  std::unordered_map<std::string, std::uint32_t> words_;
  std::vector<Span> spans_;
};

}  // namespace leian
