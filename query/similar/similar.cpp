#include "query/similar/similar.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <unordered_set>

#include "indexer/analysis/terms.hpp"
#include "query/match/matcher.hpp"
#include "query/match/words.hpp"

namespace leian::query {
namespace {

/// A word that stands in more of the records than this tells nothing apart.
constexpr double kMostRecords = 0.5;

bool says_something(std::u16string_view word) {
  if (word.size() < 2 || is_stop_word(word)) return false;
  return std::any_of(word.begin(), word.end(), [](char16_t unit) { return unit < u'0' || unit > u'9'; });
}

/// Adds every term's part to the score of every row that holds it: one pass through each posting list.
std::vector<float> accumulate(const SimilarQuestion& question, const ReaderLease& lease, std::size_t segment,
                              const Deadline& deadline) {
  const Segment& of = *lease.snapshot().segments()[segment].segment;
  const auto lengths = of.lengths();
  const double average = lease.snapshot().average_length();
  std::vector<float> scores(of.rows(), 0);
  for (const SimilarTerm& term : question.terms) {
    deadline.check();
    const auto weight = term.ranking.weight;
    for (Postings at = lease.postings(segment, term.ranking.term); !at.done(); at.next())
      scores[at.row()] += static_cast<float>(weight * saturation(at.count(), lengths[at.row()], average));
  }
  return scores;
}

/// The parts of the scores of some rows, from the posting lists themselves: what is shown as shared stands in
/// the record. Parallel to `rows`. Every list is gone through once, in the order of the rows.
std::vector<std::vector<Reason>> reasons_for(const SimilarQuestion& question,
                                             const std::vector<RankedRow>& rows, const ReaderLease& lease) {
  std::vector<std::size_t> in_order(rows.size());
  std::iota(in_order.begin(), in_order.end(), 0);
  std::sort(in_order.begin(), in_order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(rows[a].at.segment, rows[a].at.row) < std::pair(rows[b].at.segment, rows[b].at.row);
  });
  const double average = lease.snapshot().average_length();
  std::vector<std::vector<Reason>> reasons(rows.size());
  for (const SimilarTerm& term : question.terms) {
    std::optional<Postings> at;
    std::uint32_t segment = 0;
    for (const std::size_t i : in_order) {
      const auto [of_segment, row] = rows[i].at;
      if (!at || segment != of_segment) at.emplace(lease.postings(segment = of_segment, term.ranking.term));
      at->skip_to(row);
      if (at->done() || at->row() != row) continue;
      const auto length = lease.snapshot().segments()[segment].segment->lengths()[row];
      reasons[i].push_back(
          {"terms", term.word, term.ranking.weight * saturation(at->count(), length, average)});
    }
  }
  return reasons;
}

}  // namespace

std::vector<SimilarTerm> choose_terms(std::string_view text, const ReaderLease& lease,
                                      const Analyzer& analyzer) {
  const std::u16string folded = analyzer.fold(text).units;
  std::vector<Span> spans;
  analyzer.words(folded, spans);
  const auto records = static_cast<double>(lease.snapshot().rows());
  std::unordered_set<std::u16string_view> seen;
  std::vector<SimilarTerm> terms;
  for (const Span& span : spans) {
    const auto word = span.of(folded);
    if (!says_something(word) || !seen.insert(word).second) continue;
    Term term = term_of_word(word);
    const auto with_term = static_cast<double>(lease.rows_with(term));
    if (with_term == 0 || (with_term > kMostRecords * records && records > 100)) continue;
    terms.push_back({to_utf8(word), {std::move(term), inverse_frequency(records, with_term)}});
  }
  std::stable_sort(terms.begin(), terms.end(), [](const SimilarTerm& a, const SimilarTerm& b) {
    return a.ranking.weight > b.ranking.weight;
  });
  if (terms.size() > kSimilarTerms) terms.resize(kSimilarTerms);
  return terms;
}

SimilarRows find_similar(const SimilarQuestion& question, const ReaderLease& lease, const Analyzer& analyzer,
                         const Deadline& deadline) {
  SimilarRows answer;
  Best best(question.limit);
  Best best_of_cause(question.limit);
  double highest = 0;
  const auto& segments = lease.snapshot().segments();
  for (std::size_t s = 0; s < segments.size(); ++s) {
    const Matcher matcher(lease, s, analyzer, deadline);
    const RowSet among = matcher.match(question.among);
    const RowSet of_cause =
        question.of_cause ? matcher.match(*question.of_cause) : RowSet(segments[s].rows());
    const std::vector<float> scores = accumulate(question, lease, s, deadline);
    for (std::uint32_t row = 0; row < scores.size(); ++row) {
      if (scores[row] <= 0 || !among.has(row)) continue;
      const RowAddress at{static_cast<std::uint32_t>(s), row};
      if (question.except && question.except->segment == at.segment && question.except->row == row) continue;
      ++answer.total;
      highest = std::max(highest, static_cast<double>(scores[row]));
      (of_cause.has(row) ? best_of_cause : best).offer({at, scores[row]});
    }
  }
  // The same cause outweighs any words: its part of the score is the highest that words alone reach.
  const auto take = [&](Best& from, bool cause) {
    const std::vector<RankedRow> rows = from.take();
    auto reasons = reasons_for(question, rows, lease);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      SimilarRow similar{rows[i].at, 0, std::move(reasons[i])};
      if (cause) similar.reasons.push_back({"cause", question.cause_label, highest});
      std::stable_sort(similar.reasons.begin(), similar.reasons.end(),
                       [](const Reason& a, const Reason& b) { return a.weight > b.weight; });
      for (const Reason& reason : similar.reasons) similar.score += reason.weight;
      answer.rows.push_back(std::move(similar));
    }
  };
  take(best_of_cause, true);
  take(best, false);
  std::stable_sort(answer.rows.begin(), answer.rows.end(),
                   [](const SimilarRow& a, const SimilarRow& b) { return a.score > b.score; });
  if (answer.rows.size() > question.limit) answer.rows.resize(question.limit);
  return answer;
}

}  // namespace leian::query
