/// From what was counted to what is shown: each measure's figures for each cell.
/// Threads: one at a time (percentiles put kept values into another order).
#pragma once
#include <optional>
#include <unordered_map>
#include <vector>

#include "query/aggregate/partial.hpp"

namespace leian::query {

/// 95 % of a normal distribution lie within so many standard deviations.
inline constexpr double kNormal95 = 1.959963984540054;

/// The bounds of a rate of `met` among `count` (at least one), 95 %.
/// Source: E. B. Wilson, Probable Inference, the Law of Succession, and Statistical Inference, 1927
std::pair<double, double> wilson_interval(std::uint64_t met, std::uint64_t count);

/// The one pass that all measures need, and where each finds its share of it.
struct MeasuredPlan {
  TallyPlan tally;
  std::vector<std::size_t> places;  ///< by measure: of its quantity, condition …
};
MeasuredPlan plan_of(const std::vector<MeasureSpec>&, std::vector<AxisSpec>);

class Figures {
 public:
  /// `total`: all matches, of which shares are taken. The group by which periods follow each other, if any.
  Figures(const std::vector<MeasureSpec>&, const MeasuredPlan&, Partial&, std::uint64_t total);

  /// As many as columns_of() says, measure after measure.
  std::vector<Figure> of(std::size_t cell);

 private:
  Figure plain(const MeasureSpec&, std::size_t measure, std::size_t cell);
  Figure of_quantity(const MeasureSpec&, std::size_t place, std::size_t cell);
  template <class T>
  Figure of_gathered(const MeasureSpec&, Gathered<T>&) const;
  Figure compared(const MeasureSpec&, std::size_t measure, std::size_t cell);
  /// The cell of the period before; nothing where periods do not go so far back.
  std::optional<CellKey> earlier(const MeasureSpec&, std::size_t cell) const;

  const std::vector<MeasureSpec>& measures_;
  const MeasuredPlan& plan_;
  Partial& partial_;
  const std::uint64_t total_;
  std::optional<std::size_t> running_;  ///< the axis of periods that follow each other
  std::int64_t first_step_ = 0;         ///< of all cells
  std::unordered_map<CellKey, std::size_t, CellKeyHash> cells_;
};

/// The columns that measures make: a rate has its bounds behind it.
std::vector<AggregateColumn> columns_of(const std::vector<MeasureSpec>&);

/// Whether comparisons have the one group of running periods that they need. Errors: BadUsage.
Result<void> check_periods(const std::vector<MeasureSpec>&, const std::vector<GroupSpec>&);

}  // namespace leian::query
