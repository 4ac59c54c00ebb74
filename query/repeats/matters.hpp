/// What tells the matter of each petition: its text as grams, who wrote it, and when. Gathered in one pass
/// over the folded texts of an index, for all records of a kind that the caller may see. Memory: about 2.5 kB
/// a record of 500 characters. Immutable once gathered. Threads: share freely. Source:
/// docs/adr/0030-repeats.md
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "indexer/analysis/terms.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

/// A gram by its place in Matters' table, and how often title and text hold it, at most 255.
struct MatterGram {
  std::uint32_t id = 0;
  std::uint8_t in_title = 0;
  std::uint8_t in_text = 0;
};

/// Sums over a matter's grams that every comparison needs.
struct MatterSums {
  double text_norm = 0;      ///< length of the text's vector of weights
  double all_weights = 0;    ///< rarities of all grams
  double title_weights = 0;  ///< squared rarities of the title's
};

class Matters {
 public:
  /// The records of `kind`. Title, text, writer and day are its fields of the roles title; body, demands and
  /// facts; party; opened. Errors: UnknownKind, TooLarge (more than kMaxMatters). Throws OutOfTime and
  /// Xapian::Error.
  static Result<Matters> gather(const Asking&, const std::string& kind);

  std::uint32_t size() const { return static_cast<std::uint32_t>(at_.size()); }
  RowAddress at(std::uint32_t matter) const { return at_[matter]; }
  /// Ascending by id.
  std::span<const MatterGram> grams(std::uint32_t matter) const {
    return std::span(grams_).subspan(starts_[matter], starts_[matter + 1] - starts_[matter]);
  }
  const MatterSums& sums(std::uint32_t matter) const { return sums_[matter]; }
  const std::u16string& person(std::uint32_t matter) const {
    return persons_[matter];
  }                                                                       ///< folded; empty: not told
  std::int32_t day(std::uint32_t matter) const { return days_[matter]; }  ///< kNoDay: not told
  /// Equal where title and text are letter for letter the same.
  std::uint64_t wording(std::uint32_t matter) const { return wordings_[matter]; }
  /// Title and text, folded.
  std::u16string text(std::uint32_t matter, const Snapshot&) const;

  std::uint32_t gram_count() const { return static_cast<std::uint32_t>(frequencies_.size()); }
  Gram gram(std::uint32_t id) const { return table_[id]; }
  /// Matters that hold the gram, and the logarithm of how few they are.
  std::uint32_t frequency(std::uint32_t id) const { return frequencies_[id]; }
  double rarity(std::uint32_t id) const { return rarities_[id]; }
  /// Whether so many matters hold it that it tells nothing apart.
  bool is_common(std::uint32_t id) const { return frequencies_[id] > kCommon * size(); }

 private:
  friend class MatterGatherer;
  static constexpr double kCommon = 0.3;

  std::vector<RowAddress> at_;
  std::vector<std::uint64_t> starts_{0};
  std::vector<MatterGram> grams_;
  std::vector<MatterSums> sums_;
  std::vector<std::u16string> persons_;
  std::vector<std::int32_t> days_;
  std::vector<std::uint64_t> wordings_;
  std::vector<Gram> table_;
  std::vector<std::uint32_t> frequencies_;
  std::vector<double> rarities_;
  std::vector<std::string> titles_, texts_;  // names of the fields
};

/// Of one joining; beyond it, join by region or year.
inline constexpr std::uint32_t kMaxMatters = 5'000'000;

}  // namespace leian::query
