#include "query/aggregate/figures.hpp"

#include <algorithm>
#include <cmath>

#include "corpora/core/messages.hpp"
#include "query/aggregate/percentile.hpp"

namespace leian::query {
namespace {

using Statistic = MeasureSpec::Statistic;
using Comparison = MeasureSpec::Comparison;
using Unit = Figure::Unit;

/// The place of an item in a list, where it is put unless it is there already.
template <class T, class Same>
std::size_t place_in(std::vector<T>& list, T item, const Same& same) {
  const auto at = std::find_if(list.begin(), list.end(), same);
  if (at != list.end()) return static_cast<std::size_t>(at - list.begin());
  list.push_back(std::move(item));
  return list.size() - 1;
}

bool has_bounds(const MeasureSpec& measure) {
  return measure.statistic == Statistic::Rate && measure.comparison == Comparison::None;
}

bool is_whole(Unit unit) {
  return unit == Unit::Date || unit == Unit::Moment || unit == Unit::Yuan || unit == Unit::Days;
}

Figure ratio(double part, double whole, Unit unit) {
  return whole == 0 ? Figure{{}, unit} : Figure{part / whole, unit};
}

/// An exact whole number where it fits, else the nearest double.
Figure whole_figure(Int128 value, Unit unit) {
  constexpr Int128 kMost = std::numeric_limits<std::int64_t>::max();
  if (value >= -kMost && value <= kMost) return {static_cast<std::int64_t>(value), unit};
  return {static_cast<double>(value), unit};
}

double number_of(const Figure& figure) {
  if (const auto* whole = std::get_if<std::int64_t>(&figure.value)) return static_cast<double>(*whole);
  return std::get<double>(figure.value);
}

const CalendarStepRow* running_step(const AxisSpec& axis) {
  const CalendarStepRow* step = axis.group->step;
  return step != nullptr && step->running ? step : nullptr;
}

}  // namespace

std::pair<double, double> wilson_interval(std::uint64_t met, std::uint64_t count) {
  const double n = static_cast<double>(count);
  const double rate = static_cast<double>(met) / n;
  const double square = kNormal95 * kNormal95;
  const double middle = (rate + square / (2 * n)) / (1 + square / n);
  const double reach = kNormal95 * std::sqrt(rate * (1 - rate) / n + square / (4 * n * n)) / (1 + square / n);
  return {met == 0 ? 0 : std::max(0.0, middle - reach), met == count ? 1 : std::min(1.0, middle + reach)};
}

MeasuredPlan plan_of(const std::vector<MeasureSpec>& measures, std::vector<AxisSpec> axes) {
  MeasuredPlan plan;
  TallyPlan& tally = plan.tally;
  tally.axes = std::move(axes);
  for (const MeasureSpec& measure : measures) {
    std::size_t place = 0;
    switch (measure.statistic) {
      case Statistic::Count:
      case Statistic::Share:
        break;
      case Statistic::Rows:
        place = place_in(tally.nested, measure.rows, [&](const std::string& r) { return r == measure.rows; });
        break;
      case Statistic::Rate:
        tally.conditions.push_back(measure.condition);
        place = tally.conditions.size() - 1;
        break;
      case Statistic::Distinct:
        place = place_in(tally.distincts, measure.quantity,
                         [&](const Quantity& q) { return q == measure.quantity; });
        break;
      default:
        place = place_in(tally.quantities, QuantityPlan{measure.quantity, false},
                         [&](const QuantityPlan& q) { return q.quantity == measure.quantity; });
        tally.quantities[place].ranked |= measure.statistic == Statistic::Percentile;
    }
    plan.places.push_back(place);
  }
  return plan;
}

Figures::Figures(const std::vector<MeasureSpec>& measures, const MeasuredPlan& plan, Partial& partial,
                 std::uint64_t total)
    : measures_(measures), plan_(plan), partial_(partial), total_(total) {
  const bool compares = std::any_of(measures.begin(), measures.end(), [](const MeasureSpec& measure) {
    return measure.comparison != Comparison::None;
  });
  if (!compares) return;
  const auto& axes = plan.tally.axes;
  for (std::size_t i = 0; i < axes.size(); ++i)
    if (running_step(axes[i]) != nullptr) running_ = i;
  if (!running_) return;
  first_step_ = std::numeric_limits<std::int64_t>::max();
  for (std::size_t cell = 0; cell < partial.keys.size(); ++cell) {
    first_step_ = std::min(first_step_, std::get<std::int64_t>(partial.keys[cell][*running_]));
    cells_.emplace(partial.keys[cell], cell);
  }
}

std::vector<Figure> Figures::of(std::size_t cell) {
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < measures_.size(); ++i) {
    const MeasureSpec& measure = measures_[i];
    figures.push_back(measure.comparison == Comparison::None ? plain(measure, i, cell)
                                                             : compared(measure, i, cell));
    if (!has_bounds(measure)) continue;
    const std::uint64_t count = partial_.tally.counts[cell];
    const auto bounds =
        wilson_interval(partial_.tally.met[plan_.places[i]][cell], std::max<std::uint64_t>(count, 1));
    figures.push_back(count == 0 ? Figure{{}, Unit::Share} : Figure{bounds.first, Unit::Share});
    figures.push_back(count == 0 ? Figure{{}, Unit::Share} : Figure{bounds.second, Unit::Share});
  }
  return figures;
}

Figure Figures::plain(const MeasureSpec& measure, std::size_t i, std::size_t cell) {
  Tally& tally = partial_.tally;
  const std::size_t place = plan_.places[i];
  const auto whole = [](std::uint64_t n) { return Figure{static_cast<std::int64_t>(n), Unit::Plain}; };
  const auto count = static_cast<double>(tally.counts[cell]);
  switch (measure.statistic) {
    case Statistic::Count:
      return whole(tally.counts[cell]);
    case Statistic::Share:
      return ratio(count, static_cast<double>(total_), Unit::Share);
    case Statistic::Rows:
      return whole(tally.nested[place][cell]);
    case Statistic::Rate:
      return ratio(static_cast<double>(tally.met[place][cell]), count, Unit::Share);
    case Statistic::Distinct:
      return whole(tally.distinct[place][cell].count());
    default:
      return of_quantity(measure, place, cell);
  }
}

Figure Figures::of_quantity(const MeasureSpec& measure, std::size_t place, std::size_t cell) {
  return measure.quantity.real() ? of_gathered(measure, partial_.tally.real[place][cell])
                                 : of_gathered(measure, partial_.tally.whole[place][cell]);
}

template <class T>
Figure Figures::of_gathered(const MeasureSpec& measure, Gathered<T>& gathered) const {
  MeasureSpec bare = measure;
  bare.comparison = Comparison::None;
  const Unit unit = bare.unit();
  if (gathered.count == 0) return {{}, unit};
  switch (measure.statistic) {
    case Statistic::Sum:
      return is_whole(unit) ? whole_figure(gathered.sum.whole(), unit) : Figure{gathered.sum.rounded(), unit};
    case Statistic::Mean:
      if (is_whole(unit)) return {quotient(gathered.sum.whole(), Int128(gathered.count)), unit};
      return {gathered.sum.rounded() / static_cast<double>(gathered.count), unit};
    case Statistic::Min:
      return {gathered.least, unit};
    case Statistic::Max:
      return {gathered.greatest, unit};
    default:
      return {percentile(gathered.values, measure.percent), unit};
  }
}

/// What is not there counts as 0 where counts and sums are compared; else there is nothing to compare with.
Figure Figures::compared(const MeasureSpec& measure, std::size_t i, std::size_t cell) {
  const Unit unit = measure.unit();
  const auto key = earlier(measure, cell);
  if (!key) return {{}, unit};
  const Figure now = plain(measure, i, cell);
  const auto at = cells_.find(*key);
  const bool adds_up = measure.statistic == Statistic::Count || measure.statistic == Statistic::Share ||
                       measure.statistic == Statistic::Rows || measure.statistic == Statistic::Distinct ||
                       measure.statistic == Statistic::Sum;
  const Figure before = at != cells_.end() ? plain(measure, i, at->second) : Figure{};
  if (now.empty() || (before.empty() && !adds_up)) return {{}, unit};
  if (measure.comparison != Comparison::Diff) {
    const double base = before.empty() ? 0 : number_of(before);
    return ratio(number_of(now) - base, std::abs(base), unit);
  }
  const auto* whole_now = std::get_if<std::int64_t>(&now.value);
  const auto* whole_before = std::get_if<std::int64_t>(&before.value);
  if (whole_now != nullptr && (before.empty() || whole_before != nullptr))
    return whole_figure(Int128{*whole_now} - (whole_before == nullptr ? 0 : *whole_before), unit);
  return {number_of(now) - (before.empty() ? 0 : number_of(before)), unit};
}

std::optional<CellKey> Figures::earlier(const MeasureSpec& measure, std::size_t cell) const {
  if (!running_) return std::nullopt;
  const CalendarStepRow& step = *running_step(plan_.tally.axes[*running_]);
  CellKey key = partial_.keys[cell];
  const std::int64_t now = std::get<std::int64_t>(key[*running_]);
  const std::int64_t then = now - (measure.comparison == Comparison::Yoy ? step.steps_a_year : 1);
  if (then < first_step_) return std::nullopt;
  key[*running_] = then;
  return key;
}

std::vector<AggregateColumn> columns_of(const std::vector<MeasureSpec>& measures) {
  std::vector<AggregateColumn> columns;
  for (const MeasureSpec& measure : measures) {
    columns.push_back({measure.key, measure.label});
    if (!has_bounds(measure)) continue;
    columns.push_back(
        {measure.key + ":low", {measure.label.zh + "（95%下限）", measure.label.en + " (95 %, low)"}});
    columns.push_back(
        {measure.key + ":high", {measure.label.zh + "（95%上限）", measure.label.en + " (95 %, high)"}});
  }
  return columns;
}

Result<void> check_periods(const std::vector<MeasureSpec>& measures, const std::vector<GroupSpec>& groups) {
  const auto running = [](const GroupSpec& group) { return group.step != nullptr && group.step->running; };
  const auto periods = std::count_if(groups.begin(), groups.end(), running);
  for (const MeasureSpec& measure : measures) {
    if (measure.comparison == Comparison::None) continue;
    const bool yearly = measure.comparison != Comparison::Yoy ||
                        std::any_of(groups.begin(), groups.end(), [&](const GroupSpec& group) {
                          return running(group) && group.step->steps_a_year > 0;
                        });
    if (periods != 1 || !yearly) return err(ErrorCode::BadUsage, Msg::MeasurePeriod, measure.key);
  }
  return {};
}

}  // namespace leian::query
