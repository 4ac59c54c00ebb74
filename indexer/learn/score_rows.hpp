/// The profiles of a segment's records: what a model makes of the texts that it did not learn from, and of
/// the others what a model made of them that had not seen them. Threads: the functions use two of their own.
/// Source: docs/adr/0024-causes-learned-from-records.md
#pragma once
#include <functional>

#include "indexer/learn/row_profiles.hpp"
#include "indexer/store/index_writer.hpp"

namespace leian::learn {

/// The scores that a row was given while learning, all causes; empty: the model did not learn from it.
using KnownScores = std::function<std::span<const float>(std::uint32_t row)>;

struct ScoringTools {
  const Kind& kind;
  const KindSet& kinds;
  const Analyzer& analyzer;
  const CauseWeights& weights;
};

/// One row after the other; rows of other kinds get an empty profile.
RowProfilesBuilder score_rows(const Segment&, const ScoringTools&, const KnownScores& known = {});

}  // namespace leian::learn

namespace leian {

/// Names in `next` the profiles of all its segments under all its models, and writes those that are not there
/// yet. `opened` is that generation. Whether anything was to be named. Errors: FileUnwritable.
Result<bool> complete_profiles(const std::filesystem::path& db, const Snapshot& opened, const Analyzer&,
                               Manifest& next);

/// Writes a merged segment's profiles, as its rows had them before: all rows of the chosen segments in their
/// order or, where `merged` has fewer, the living alone. Errors: FileUnwritable.
Result<void> carry_profiles(const std::filesystem::path& db, const MergePlan&, const SegmentEntry& merged);

}  // namespace leian
