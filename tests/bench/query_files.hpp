/// Queries drawn from the corpus itself, the same for the same corpus: kQueries lines a class.
///
///   q_a.tsv   one to three words of one record
///   q_b.tsv   a phrase of 4 to 8 characters
///   q_c.tsv   words, facet, value, facet, value, from yyyymmdd, to yyyymmdd
///   q_d.tsv   * or one word that many records hold
///   q_e.tsv   a text of 300 to 800 characters
///
/// Facets go by the peer's names: `county` is a record's region.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/synthetic/random.hpp"

namespace leian::bench {

inline constexpr std::size_t kQueries = 200;

/// A record as peers know it; what it lacks is empty.
struct FlatRecord {
  std::string kind, title, text, cause, region, organ, outcome;
  std::string opened;  ///< 2017-03-05
};

/// Keeps kSample records of a stream, each with the same chance.
class Sampler {
 public:
  static constexpr std::size_t kSample = 2000;

  void offer(FlatRecord);
  const std::vector<FlatRecord>& sample() const { return sample_; }

 private:
  std::vector<FlatRecord> sample_;
  Random random_{1, 0};
  std::uint64_t offered_ = 0;
};

Result<void> write_query_files(const std::vector<FlatRecord>& sample, const std::filesystem::path& out);

}  // namespace leian::bench
