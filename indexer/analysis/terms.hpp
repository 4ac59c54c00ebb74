/// From folded text to the terms Xapian stores, and from a term back to what people can read.
/// A record's terms are the bigrams of its texts and the words of three units and more; a word of two is its
/// bigram. The last unit of every run is a term too, so that a single character is found by the terms that
/// begin with it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/analysis/analyzer.hpp"

namespace leian {

/// A term and how much of it a record holds: occurrences times the weights of their fields, rounded, at
/// least 1.
struct TermCount {
  std::string term;
  std::uint32_t count = 0;
};

/// The term of two neighbouring units, of a run's last unit alone, and of a word (prefixes:
/// schema/layout.hpp).
std::string bigram_term(char16_t first, char16_t second);
std::string edge_term(char16_t last);
std::string word_term(std::u16string_view word);
/// The term of a record's id (at most kMaxIdBytes, so it always fits).
std::string id_term(std::string_view id);
/// The term by which a word of two units or more is found.
std::string term_of_word(std::u16string_view word);

/// Whether two neighbouring units make a bigram: both letters or digits.
inline bool is_bigram(char16_t first, char16_t second) { return is_term_unit(first) && is_term_unit(second); }

/// Gathers the terms of one record, text by text. Reused from record to record; one thread at a time.
class TermCollector {
 public:
  explicit TermCollector(const Analyzer& analyzer) : analyzer_(&analyzer) {}

  void add(std::u16string_view folded, double weight);

  /// The terms gathered, ascending, each once. The collector is empty afterwards.
  std::vector<TermCount> take();

 private:
  const Analyzer* analyzer_;
  std::vector<std::pair<std::uint32_t, float>>
      bigrams_;  // both units in one number; an edge has 0 for the second
  std::vector<std::pair<std::u16string, float>> words_;
  std::vector<Span> spans_;
};

}  // namespace leian
