/// In which order matches are answered: by BM25 over the query's terms, or by a column.
/// BM25: k1 1.2, b .75; a term's frequency is its weighted count in the record, a record's length its
/// weighted number of grams. Frequencies and lengths are those of the whole index, so segments do not show
/// in the scores. Throws OutOfTime and Xapian::Error.
#pragma once
#include <cstdint>
#include <vector>

#include "indexer/store/snapshot.hpp"
#include "query/match/best.hpp"
#include "query/match/deadline.hpp"
#include "query/match/row_set.hpp"

namespace leian::query {

/// A term that was asked for.
struct AskedTerm {
  Term term;
  double boost = 1;  ///< times its inverse document frequency
  std::vector<Gram> word =
      {};              ///< the grams of a word that is this term; empty where the term is a gram and no word
  bool prose = false;  ///< of a passage, where no word has to be there
};

/// A term with what it is worth: its inverse document frequency, times a weight where one is given.
struct RankingTerm {
  Term term;
  double weight = 0;
  double word_weight = 0;  ///< beyond, where it was cut as a word: more than the word's grams can be worth
  double word_boost = 1;   ///< times as much, where it was cut as a word
};

inline constexpr double kBm25K1 = 1.2;
inline constexpr double kBm25B = 0.75;

/// BM25's idf: ln(1 + (N - n + .5) / (n + .5)), always above 0.
double inverse_frequency(double records, double with_term);

/// The terms that the index knows, with their idf. Deleted records count until they are merged away. Of words
/// that were asked for one by one, records that hold them as words come first; in a passage a word counts
/// twice where it was cut as one.
std::vector<RankingTerm> weigh_terms(const std::vector<AskedTerm>&, const ReaderLease&);

/// BM25's saturation of a term frequency in a record of that length.
inline double saturation(double frequency, double length, double average_length) {
  return frequency * (kBm25K1 + 1) / (frequency + kBm25K1 * (1 - kBm25B + kBm25B * length / average_length));
}

/// A match in its place.
struct RankedRow {
  RowAddress at;
  double key = 0;  ///< score, or the column's value
};

/// The scores of `rows` (ascending) of one segment, parallel to them.
std::vector<float> score_rows(const std::vector<RankingTerm>&, const std::vector<std::uint32_t>& rows,
                              const ReaderLease&, std::size_t segment, const Deadline&);

/// A record that answered a question like the one asked.
struct KnownRow {
  RowAddress at;
  double likeness = 0;  ///< above 0, at most 1
};

/// Raises what answered questions alike: by likeness, to as much as kKnownBoost times the highest score that
/// words give. `rows` and `scores` run parallel, a list a segment.
void add_known(const std::vector<KnownRow>&, const std::vector<std::vector<std::uint32_t>>& rows,
               std::vector<std::vector<float>>& scores);

inline constexpr double kKnownBoost = 1.5;

/// Higher keys first, equal ones in the order of the index.
struct RanksHigher {
  bool operator()(const RankedRow& a, const RankedRow& b) const;
};
using Best = BestOf<RankedRow, RanksHigher>;

}  // namespace leian::query
