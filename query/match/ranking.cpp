#include "query/match/ranking.hpp"

#include <algorithm>
#include <cmath>

namespace leian::query {
namespace {

/// Where a list is this much longer than the rows, skipping through it beats reading it.
constexpr std::size_t kSkipWhenLonger = 12;

}  // namespace

double inverse_frequency(double records, double with_term) {
  return std::log1p((records - with_term + 0.5) / (with_term + 0.5));
}

std::vector<RankingTerm> weigh_terms(const std::vector<AskedTerm>& terms, const ReaderLease& lease) {
  const auto records = static_cast<double>(lease.snapshot().rows());
  const auto idf = [&](const Term& term) {
    const auto with_term = static_cast<double>(lease.rows_with(term));
    return with_term > 0 ? inverse_frequency(records, with_term) : 0;
  };
  std::vector<RankingTerm> weighed;
  for (const AskedTerm& asked : terms) {
    RankingTerm term{asked.term, asked.boost * idf(asked.term), 0, 1};
    if (term.weight == 0) continue;
    if (asked.prose && asked.word.size() == 1) term.word_boost = 2;
    if (!asked.prose)
      for (const Gram gram : asked.word) term.word_weight += asked.boost * (kBm25K1 + 1) * idf({gram, {}});
    weighed.push_back(std::move(term));
  }
  return weighed;
}

namespace {

/// What a term is worth in a record where it stands.
double worth(const RankingTerm& term, const Postings& at, double length, double average) {
  const double value = term.weight * saturation(at.count(), length, average);
  return at.word() ? value * term.word_boost + term.word_weight : value;
}

}  // namespace

std::vector<float> score_rows(const std::vector<RankingTerm>& terms, const std::vector<std::uint32_t>& rows,
                              const ReaderLease& lease, std::size_t segment, const Deadline& deadline) {
  std::vector<float> scores(rows.size(), 0);
  const auto lengths = lease.snapshot().segments()[segment].segment->lengths();
  const double average = lease.snapshot().average_length();
  for (const RankingTerm& term : terms) {
    deadline.check();
    Postings at = lease.postings(segment, term.term);
    const bool skip = at.size() > rows.size() * kSkipWhenLonger;
    for (std::size_t i = 0; i < rows.size() && !at.done();) {
      const std::uint32_t wanted = rows[i];
      if (at.row() < wanted) {
        if (skip)
          at.skip_to(wanted);
        else
          at.next();
        continue;
      }
      if (at.row() == wanted) scores[i] += static_cast<float>(worth(term, at, lengths[wanted], average));
      ++i;
    }
  }
  return scores;
}

void add_known(const std::vector<KnownRow>& known, const std::vector<std::vector<std::uint32_t>>& rows,
               std::vector<std::vector<float>>& scores) {
  float highest = 0;
  for (const auto& of_segment : scores)
    for (const float score : of_segment) highest = std::max(highest, score);
  for (const auto& [at, likeness] : known) {
    const auto& of_segment = rows[at.segment];
    const auto place = std::lower_bound(of_segment.begin(), of_segment.end(), at.row);
    if (place != of_segment.end() && *place == at.row)
      scores[at.segment][static_cast<std::size_t>(place - of_segment.begin())] +=
          static_cast<float>(kKnownBoost * likeness) * highest;
  }
}

bool RanksHigher::operator()(const RankedRow& a, const RankedRow& b) const {
  if (a.key != b.key) return a.key > b.key;
  return a.at.segment != b.at.segment ? a.at.segment < b.at.segment : a.at.row < b.at.row;
}

}  // namespace leian::query
