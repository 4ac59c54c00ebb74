#include "indexer/learn/score_rows.hpp"

#include <algorithm>

#include "corpora/core/files.hpp"
#include "indexer/learn/cause_names.hpp"
#include "indexer/learn/cause_weights.hpp"
#include "indexer/learn/kind_rows.hpp"
#include "indexer/learn/model_files.hpp"
#include "indexer/learn/profile.hpp"
#include "indexer/learn/side_by_side.hpp"

namespace leian {
namespace learn {
namespace {

/// Enough that taking turns costs nothing, little enough that both threads end together.
constexpr std::uint32_t kTurnRows = 500;

std::vector<std::uint32_t> places_of(const std::vector<std::string>& all,
                                     std::span<const std::string_view> causes) {
  std::vector<std::uint32_t> places;
  for (const std::string_view cause : causes)
    if (const auto at = std::lower_bound(all.begin(), all.end(), cause); at != all.end() && *at == cause)
      places.push_back(static_cast<std::uint32_t>(at - all.begin()));
  return places;
}

class RowScorer {
 public:
  RowScorer(const Segment& segment, const ScoringTools& tools, const KnownScores& known)
      : rows_(segment, tools.kind),
        weights_(tools.weights),
        names_(tools.kind, tools.kinds.codes(), tools.analyzer, tools.weights.endings()),
        known_(known),
        nothing_(tools.weights.causes().size()) {}

  std::vector<StoredCauseWeight> profile(std::uint32_t row) const {
    if (!rows_.holds(row)) return {};
    const auto causes = rows_.causes(row);
    const auto places = places_of(weights_.causes(), causes);
    if (const auto known = known_ ? known_(row) : std::span<const float>(); !known.empty())
      return profile_of_record(known, places);
    const auto text = weights_.vector_of(names_.cut(rows_.texts(row), causes));
    // Without a word that is known, only its own causes tell anything.
    return profile_of_record(text.empty() ? nothing_ : weights_.scores(text), places);
  }

 private:
  KindRows rows_;
  const CauseWeights& weights_;
  CauseNames names_;
  const KnownScores& known_;
  std::vector<float> nothing_;
};

}  // namespace

RowProfilesBuilder score_rows(const Segment& segment, const ScoringTools& tools, const KnownScores& known) {
  const RowScorer scorer(segment, tools, known);
  std::vector<RowProfilesBuilder> turns((segment.rows() + kTurnRows - 1) / kTurnRows);
  side_by_side(turns.size(), [&](std::size_t turn) {
    const auto from = static_cast<std::uint32_t>(turn) * kTurnRows;
    for (std::uint32_t row = from; row < std::min(from + kTurnRows, segment.rows()); ++row)
      turns[turn].add_row(scorer.profile(row));
  });
  RowProfilesBuilder all;
  for (const RowProfilesBuilder& turn : turns) all.add_all(turn);
  return all;
}

}  // namespace learn

namespace {

bool names_segment(const ModelEntry& model, const std::string& segment) {
  return std::any_of(model.profiles.begin(), model.profiles.end(),
                     [&](const ProfilesEntry& entry) { return entry.segment == segment; });
}

/// A merge, or learning, has written the file already; else the rows are scored now.
Result<void> write_profiles(const std::filesystem::path& path, const SegmentView& view,
                            const Snapshot& opened, const std::string& kind_name, const Analyzer& analyzer) {
  std::error_code ignored;
  if (std::filesystem::exists(path, ignored)) return {};
  LEIAN_TRY(const auto kind, opened.kinds()->find(kind_name));
  const CauseWeights& weights = *opened.causes_of(kind_name)->weights();
  const auto profiles = learn::score_rows(*view.segment, {*kind, *opened.kinds(), analyzer, weights});
  return profiles.write(path, weights.causes().size());
}

}  // namespace

Result<bool> complete_profiles(const std::filesystem::path& db, const Snapshot& opened,
                               const Analyzer& analyzer, Manifest& next) {
  bool changed = false;
  for (ModelEntry& model : next.models) {
    const bool before = changed;
    std::erase_if(model.profiles, [&](const ProfilesEntry& entry) {
      return std::none_of(next.segments.begin(), next.segments.end(),
                          [&](const SegmentEntry& segment) { return segment.name == entry.segment; });
    });
    for (const SegmentView& view : opened.segments()) {
      const std::string& segment = view.segment->name();
      if (names_segment(model, segment)) continue;
      const auto path = profiles_file(db, model.name, segment);
      LEIAN_CHECK(write_profiles(path, view, opened, model.kind, analyzer));
      LEIAN_TRY(const FileSum sum, sum_of_file(path));
      model.profiles.push_back({segment, sum});
      changed = true;
    }
    if (before == changed) continue;
    std::sort(model.profiles.begin(), model.profiles.end(),
              [](const ProfilesEntry& a, const ProfilesEntry& b) { return a.segment < b.segment; });
    LEIAN_CHECK(sync_folder(model_folder(db, model.name)));
  }
  return changed;
}

namespace {

/// The profiles of a plan's segments in their order.
RowProfilesBuilder joined_profiles(const MergePlan& plan, const CauseModel& model, bool living_alone) {
  RowProfilesBuilder profiles;
  for (std::size_t s = 0; s < plan.from->segments().size(); ++s) {
    const SegmentView& view = plan.from->segments()[s];
    const auto same = [&](const SegmentEntry& entry) { return entry.name == view.segment->name(); };
    if (std::none_of(plan.chosen.begin(), plan.chosen.end(), same)) continue;
    for (std::uint32_t row = 0; row < view.rows(); ++row)
      if (!living_alone || view.is_live(row)) profiles.add_row(model.row_profile(s, row));
  }
  return profiles;
}

}  // namespace

Result<void> carry_profiles(const std::filesystem::path& db, const MergePlan& plan,
                            const SegmentEntry& merged) {
  std::uint64_t all = 0;
  for (const SegmentEntry& entry : plan.chosen) all += entry.rows;
  for (const ModelEntry& entry : plan.from->manifest().models) {
    const auto model = plan.from->causes_of(entry.kind);
    const auto profiles = joined_profiles(plan, *model, merged.rows != all);
    LEIAN_CHECK(profiles.write(profiles_file(db, entry.name, merged.name), model->causes().size()));
  }
  return {};
}

}  // namespace leian
