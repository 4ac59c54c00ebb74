#include "query/match/ranking_terms.hpp"

#include <algorithm>

namespace leian::query {

void RankingTerms::add(std::u16string_view folded, bool prose, double boost) {
  for (std::size_t i = 0; i + 1 < folded.size(); ++i)
    if (is_bigram(folded[i], folded[i + 1]))
      terms_.push_back({{gram_of(folded[i], folded[i + 1]), {}}, boost});
  std::vector<Span> spans;
  analyzer_.words(folded, spans);
  for (const Span& span : spans)
    if (span.size() > 1) add_word(span.of(folded), prose, boost);
}

void RankingTerms::add_form(const std::string& key) { terms_.push_back({term_of_form(key)}); }

std::vector<AskedTerm> RankingTerms::take() {
  const auto rank = [](const AskedTerm& asked) { return std::pair(asked.boost, asked.word.size()); };
  std::sort(terms_.begin(), terms_.end(), [&](const AskedTerm& a, const AskedTerm& b) {
    return a.term != b.term ? a.term < b.term : rank(a) > rank(b);
  });
  const auto same = [](const AskedTerm& a, const AskedTerm& b) { return a.term == b.term; };
  terms_.erase(std::unique(terms_.begin(), terms_.end(), same), terms_.end());
  return std::move(terms_);
}

void RankingTerms::add_word(std::u16string_view word, bool prose, double boost) {
  AskedTerm asked{term_of_word(word), boost, {}, prose};
  for (std::size_t i = 0; i + 1 < word.size(); ++i) asked.word.push_back(gram_of(word[i], word[i + 1]));
  terms_.push_back(std::move(asked));
}

}  // namespace leian::query
