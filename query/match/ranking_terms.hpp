/// What ranks the matches of a query: its grams, words and legal forms.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "query/match/ranking.hpp"

namespace leian::query {

/// Gathers terms, each once, with the largest boost it was given. One thread at a time.
class RankingTerms {
 public:
  explicit RankingTerms(const Analyzer& analyzer) : analyzer_(analyzer) {}

  /// Grams of the whole stretch, across its words, reward words that stand together; words count once more as
  /// words.
  void add(std::u16string_view folded, bool prose, double boost = 1);
  void add_form(const std::string& key);

  std::vector<AskedTerm> take();

 private:
  void add_word(std::u16string_view word, bool prose, double boost);

  const Analyzer& analyzer_;
  std::vector<AskedTerm> terms_;
};

}  // namespace leian::query
