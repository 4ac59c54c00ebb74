#include "query/clocks/clock_groups.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "query/facets/labels.hpp"
#include "query/search/ranked.hpp"
#include "query/search/seen_columns.hpp"

namespace leian::query {
namespace {

using Unit = ClockGrouping::Unit;

constexpr std::array<std::pair<std::string_view, Unit>, 3> kUnits{
    {{"year", Unit::Year}, {"quarter", Unit::Quarter}, {"month", Unit::Month}}};

/// Periods as ordinals that sort by time: months since year 0, or quarters, or years.
std::uint32_t period_of(Date date, Unit unit) {
  const int month = date.year() * 12 + date.month() - 1;
  return static_cast<std::uint32_t>(unit == Unit::Year      ? month / 12
                                    : unit == Unit::Quarter ? month / 3
                                                            : month);
}

std::string name_of_period(std::uint32_t period, Unit unit) {
  if (unit == Unit::Year) return fmt::format("{:04}", period);
  if (unit == Unit::Quarter) return fmt::format("{:04}-Q{}", period / 4, period % 4 + 1);
  return fmt::format("{:04}-{:02}", period / 12, period % 12 + 1);
}

void merge(ClockTally& into, const ClockTally& from) {
  for (std::size_t i = 0; i < kClockStates; ++i) into.states[i] += from.states[i];
  into.yellow += from.yellow;
}

}  // namespace

std::uint64_t ClockTally::started() const {
  std::uint64_t sum = 0;
  for (const std::uint64_t count : states) sum += count;
  return sum;
}

std::optional<double> ClockTally::met_rate() const {
  const std::uint64_t decided = of(ClockState::Met) + breached();
  if (decided == 0) return std::nullopt;
  return static_cast<double>(of(ClockState::Met)) / static_cast<double>(decided);
}

Result<std::vector<ClockGrouping>> read_groupings(const std::vector<std::string>& by, const Asking& asking) {
  if (by.size() > kMaxClockGroups) return err(ErrorCode::BadUsage, Msg::ClockGroups, kMaxClockGroups);
  std::vector<ClockGrouping> groupings;
  for (const std::string& name : by) {
    ClockGrouping grouping;
    grouping.name = name;
    for (const auto& [word, unit] : kUnits)
      if (word == name) grouping.unit = unit;
    if (grouping.unit == Unit::None) {
      LEIAN_TRY(const ColumnSpec* column, seen_facet(name, asking));
      grouping.column = column->name;
    }
    groupings.push_back(std::move(grouping));
  }
  return groupings;
}

std::size_t ClockGroups::Hash::operator()(const Key& key) const {
  std::size_t hash = 0;
  constexpr std::size_t kMultiplier = 0x9E3779B97F4A7C15;
  for (const std::uint32_t part : key) hash = (hash ^ part) * kMultiplier ^ (hash >> 29);
  return hash;
}

Result<void> ClockGroups::begin(const SegmentView& view) {
  LEIAN_CHECK(end());
  columns_.clear();
  for (const ClockGrouping& grouping : by_)
    columns_.push_back(grouping.unit == Unit::None ? view.segment->column(grouping.column) : nullptr);
  return {};
}

void ClockGroups::add(std::size_t rule, std::uint32_t row, const ClockReading& reading) {
  Key key{};
  key[0] = static_cast<std::uint32_t>(rule);
  add_from(0, row, reading, key);
}

void ClockGroups::add_from(std::size_t position, std::uint32_t row, const ClockReading& reading, Key& key) {
  if (position == by_.size()) {
    ClockTally& tally = here_[key];
    ++tally.states[static_cast<std::size_t>(reading.state)];
    if (reading.light == Light::Yellow) ++tally.yellow;
    return;
  }
  std::uint32_t& part = key[position + 1];
  const Column* column = columns_[position];
  if (column == nullptr) {
    part = by_[position].unit == Unit::None ? 0 : period_of(reading.due, by_[position].unit);
    return add_from(position + 1, row, reading, key);
  }
  const std::uint64_t end = column->list() ? column->begin(row + 1) : row + 1;
  const std::uint64_t begin = column->begin(row);
  part = 0;
  if (begin == end) return add_from(position + 1, row, reading, key);
  for (std::uint64_t value = begin; value < end; ++value) {
    key[position + 1] = column->ordinal(value);
    add_from(position + 1, row, reading, key);
  }
}

std::string ClockGroups::value_of(std::size_t position, std::uint32_t ordinal) const {
  if (by_[position].unit != Unit::None) return name_of_period(ordinal, by_[position].unit);
  return columns_[position] == nullptr ? std::string() : std::string(columns_[position]->entry(ordinal));
}

Result<void> ClockGroups::end() {
  for (const auto& [key, tally] : here_) {
    std::vector<std::string> values;
    for (std::size_t i = 0; i < by_.size(); ++i) values.push_back(value_of(i, key[i + 1]));
    merge(all_[{key[0], std::move(values)}], tally);
  }
  here_.clear();
  if (all_.size() > kMaxGroups) {
    std::string names;
    for (const ClockGrouping& grouping : by_) (names += names.empty() ? "" : ",") += grouping.name;
    return err(ErrorCode::TooLarge, Msg::GroupsTooMany, names, kMaxGroups);
  }
  return {};
}

bool ClockGroups::by_time() const {
  return std::any_of(by_.begin(), by_.end(), [](const ClockGrouping& by) { return by.unit != Unit::None; });
}

Result<std::vector<ClockGroup>> ClockGroups::take(const KindSet& kinds) {
  LEIAN_CHECK(end());
  std::vector<Labels> labels;
  for (const ClockGrouping& grouping : by_) labels.emplace_back(grouping.column, kinds);
  std::vector<ClockGroup> groups;
  for (const auto& [key, tally] : all_) {
    ClockGroup group{rules_[key.first]->name, rules_[key.first]->label, key.second, {}, tally};
    for (std::size_t i = 0; i < by_.size(); ++i)
      group.labels.push_back(
          by_[i].unit != Unit::None || key.second[i].empty() ? key.second[i] : labels[i].of(key.second[i]));
    groups.push_back(std::move(group));
  }
  if (!by_time())
    std::stable_sort(groups.begin(), groups.end(), [](const ClockGroup& a, const ClockGroup& b) {
      return std::pair(a.clock, b.tally.breached()) < std::pair(b.clock, a.tally.breached());
    });
  return groups;
}

}  // namespace leian::query
