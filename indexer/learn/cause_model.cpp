#include "indexer/learn/cause_model.hpp"

#include <algorithm>

#include "indexer/analysis/analyzer.hpp"
#include "indexer/learn/cause_weights.hpp"
#include "indexer/learn/profile.hpp"
#include "indexer/learn/row_profiles.hpp"

namespace leian {

CauseModel::CauseModel(std::shared_ptr<const CauseWeights> weights,
                       std::vector<std::shared_ptr<const RowProfiles>> rows)
    : weights_(std::move(weights)), rows_(std::move(rows)) {}

const std::vector<std::string>& CauseModel::causes() const { return weights_->causes(); }

std::optional<std::uint32_t> CauseModel::find(std::string_view cause) const {
  const auto& all = causes();
  const auto at = std::lower_bound(all.begin(), all.end(), cause);
  if (at == all.end() || *at != cause) return std::nullopt;
  return static_cast<std::uint32_t>(at - all.begin());
}

std::vector<CauseWeight> CauseModel::profile_of(std::u16string_view folded) const {
  return learn::profile_of_scores(weights_->scores(weights_->vector_of(std::span(&folded, 1))));
}

std::vector<CauseWeight> CauseModel::profile_of(std::string_view text, const Analyzer& analyzer) const {
  return profile_of(analyzer.fold(text).units);
}

std::vector<CauseGuess> CauseModel::predict(std::u16string_view folded, std::size_t n) const {
  const auto known = weights_->vector_of(std::span(&folded, 1));
  if (known.empty()) return {};
  const std::vector<float> scores = weights_->scores(known);
  std::vector<std::uint32_t> order;
  for (std::uint32_t cause = 0; cause < scores.size(); ++cause)
    if (scores[cause] > 0) order.push_back(cause);
  n = std::min(n, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(n), order.end(),
                    [&](std::uint32_t a, std::uint32_t b) {
                      return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
                    });
  std::vector<CauseGuess> guesses;
  for (std::size_t i = 0; i < n; ++i)
    guesses.push_back({causes()[order[i]], weights_->confidence(scores[order[i]])});
  return guesses;
}

std::vector<CauseGuess> CauseModel::predict(std::string_view text, std::size_t n,
                                            const Analyzer& analyzer) const {
  return predict(analyzer.fold(text).units, n);
}

std::span<const StoredCauseWeight> CauseModel::row_profile(std::size_t segment, std::uint32_t row) const {
  if (segment >= rows_.size() || rows_[segment] == nullptr) return {};
  return rows_[segment]->row(row);
}

std::uint64_t CauseModel::learned_from() const { return weights_->learned_from(); }

}  // namespace leian
