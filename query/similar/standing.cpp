#include "query/similar/standing.hpp"

#include <algorithm>

namespace leian::query {

Date day_of_look_up(const TierRules& rules, const Record* here, Date today) {
  if (rules.day) return *rules.day;
  const Scalar* closed = here == nullptr ? nullptr : here->first(Role::Closed);
  if (closed == nullptr) return today;
  const auto* moment = std::get_if<DateTime>(closed);
  const Date day = moment != nullptr ? moment->date() : std::get<Date>(*closed);
  return std::min(day, today);
}

Result<Standing> Standing::begin(const Asking& asking, const SimilarRequest& request, const Record* here) {
  LEIAN_TRY(const TierTable table, TierTable::load());
  return Standing(asking, request, TierPool(asking, table, day_of_look_up(request.tiers, here, today())));
}

std::uint32_t Standing::wanted() const {
  return request_->beside ? std::max<std::uint32_t>(request_->limit, kBesideCases) : request_->limit;
}

std::vector<RowAddress> Standing::rows(const std::vector<RankedRow>& best) {
  std::vector<RowAddress> rows;
  if (walks()) {
    TierPool::Answer answer = pool_.walk(request_->tiers, request_->limit);
    tiers_ = std::move(answer.tiers);
    for (const TierPool::Shown& shown : answer.rows) rows.push_back(shown.at);
    return rows;
  }
  for (const RankedRow& row : best)
    if (rows.size() < request_->limit) rows.push_back(row.at);
  return rows;
}

Result<void> Standing::finish(SimilarAnswer& answer, const std::vector<RowAddress>& shown,
                              const std::vector<RankedRow>& best, const Record* here) {
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    const TierRow row = pool_.look_up(shown[i]);
    const auto& tiers = pool_.table().tiers();
    answer.hits[i].tier = row.tier < tiers.size() ? tiers[row.tier].value : "";
    answer.hits[i].recent = row.recent;
  }
  answer.tiers = tiers_;
  answer.conflicts = find_conflicts(answer.hits);
  if (!request_->beside) return {};
  LEIAN_TRY(answer.beside, look_beside(*asking_, best, here));
  return {};
}

}  // namespace leian::query
