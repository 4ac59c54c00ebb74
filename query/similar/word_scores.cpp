#include "query/similar/word_scores.hpp"

#include <algorithm>
#include <unordered_set>

#include "indexer/analysis/terms.hpp"
#include "query/match/words.hpp"

namespace leian::query {
namespace {

/// A word that stands in more of the records than this tells nothing apart.
constexpr double kMostRecords = 0.5;
constexpr double kFewRecords = 100;  ///< where half of them is no measure

bool says_something(std::u16string_view word) {
  if (word.size() < 2 || is_stop_word(word)) return false;
  return std::any_of(word.begin(), word.end(), [](char16_t unit) { return unit < u'0' || unit > u'9'; });
}

/// How many of these terms, heaviest first, are looked for.
std::size_t worth_looking_for(const std::vector<SimilarTerm>& terms) {
  double postings = 0;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    postings += terms[i].records;
    if (i >= kMostSimilarTerms || (i >= kSimilarTerms && postings > kCheapPostings)) return i;
  }
  return terms.size();
}

}  // namespace

std::vector<SimilarTerm> choose_terms(std::u16string_view story, const Asking& asking) {
  std::vector<Span> spans;
  asking.analyzer.words(story, spans);
  const auto records = static_cast<double>(asking.snapshot().rows());
  std::unordered_set<std::u16string_view> seen;
  std::vector<SimilarTerm> terms;
  for (const Span& span : spans) {
    const auto word = span.of(story);
    if (!says_something(word) || !seen.insert(word).second) continue;
    if (seen.size() % 1024 == 0) asking.deadline.check();
    Term term = term_of_word(word);
    const auto with_term = static_cast<double>(asking.lease.rows_with(term));
    if (with_term == 0 || (with_term > kMostRecords * records && records > kFewRecords)) continue;
    terms.push_back({std::u16string(word), to_utf8(word), std::move(term),
                     inverse_frequency(records, with_term), with_term});
  }
  std::stable_sort(terms.begin(), terms.end(),
                   [](const SimilarTerm& a, const SimilarTerm& b) { return a.weight > b.weight; });
  terms.resize(worth_looking_for(terms));
  return terms;
}

WordScores::WordScores(std::vector<SimilarTerm> terms, const Asking& asking)
    : asking_(asking), terms_(std::move(terms)) {
  const auto& segments = asking.snapshot().segments();
  const double average = asking.snapshot().average_length();
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const auto lengths = segments[s].segment->lengths();
    std::vector<float>& scores = scores_.emplace_back(segments[s].rows(), 0);
    for (const SimilarTerm& term : terms_) {
      asking.deadline.check();
      for (Postings at = asking.lease.postings(s, term.term); !at.done(); at.next())
        scores[at.row()] +=
            static_cast<float>(term.weight * saturation(at.count(), lengths[at.row()], average));
    }
  }
}

double WordScores::part(const SimilarTerm& term, RowAddress at) const {
  Postings list = asking_.lease.postings(at.segment, term.term);
  list.skip_to(at.row);
  if (list.done() || list.row() != at.row) return 0;
  const auto length = asking_.snapshot().segments()[at.segment].segment->lengths()[at.row];
  return term.weight * saturation(list.count(), length, asking_.snapshot().average_length());
}

void WordScores::count_in(const RowSet& rows, std::size_t segment, std::optional<RowAddress> except) {
  const std::vector<float>& scores = scores_[segment];
  float highest = 0;
  rows.for_each([&](std::uint32_t row) {
    if (scores[row] > highest && !(except && except->segment == segment && except->row == row))
      highest = scores[row];
  });
  highest_ = std::max(highest_, static_cast<double>(highest));
}

}  // namespace leian::query
