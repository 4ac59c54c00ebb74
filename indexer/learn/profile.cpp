#include "indexer/learn/profile.hpp"

#include <algorithm>
#include <cmath>

namespace leian::learn {
namespace {

void scale_to_length_1(std::vector<CauseWeight>& profile) {
  double squares = 0;
  for (const CauseWeight& part : profile)
    squares += static_cast<double>(part.weight) * static_cast<double>(part.weight);
  if (squares <= 0) return;
  const auto scale = static_cast<float>(1 / std::sqrt(squares));
  for (CauseWeight& part : profile) part.weight *= scale;
}

void sort_heaviest_first(std::vector<CauseWeight>& profile) {
  std::sort(profile.begin(), profile.end(), [](const CauseWeight& a, const CauseWeight& b) {
    return a.weight != b.weight ? a.weight > b.weight : a.cause < b.cause;
  });
}

}  // namespace

std::vector<CauseWeight> profile_of_scores(std::span<const float> scores) {
  std::vector<CauseWeight> profile;
  for (std::uint32_t cause = 0; cause < scores.size(); ++cause)
    if (scores[cause] > 0) profile.push_back({cause, scores[cause]});
  scale_to_length_1(profile);
  sort_heaviest_first(profile);
  return profile;
}

std::vector<StoredCauseWeight> profile_of_record(std::span<const float> scores,
                                                 std::span<const std::uint32_t> causes) {
  std::vector<CauseWeight> profile;
  for (std::uint32_t cause = 0; cause < scores.size(); ++cause) {
    const bool own = std::find(causes.begin(), causes.end(), cause) != causes.end();
    const float seen = (1 - kOwnCauses) * std::max(0.0F, scores[cause]);
    const float weight = own ? kOwnCauses + seen : seen;
    if (weight > 0) profile.push_back({cause, weight});
  }
  sort_heaviest_first(profile);
  if (profile.size() > CauseModel::kProfileCauses) profile.resize(CauseModel::kProfileCauses);
  scale_to_length_1(profile);
  std::vector<StoredCauseWeight> stored;
  for (const CauseWeight& part : profile) {
    const auto share = static_cast<std::uint16_t>(std::lround(part.weight * StoredCauseWeight::kWhole));
    if (share > 0) stored.push_back({static_cast<std::uint16_t>(part.cause), share});
  }
  return stored;
}

}  // namespace leian::learn
