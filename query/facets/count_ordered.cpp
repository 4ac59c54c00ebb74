#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "corpora/core/date.hpp"
#include "corpora/core/messages.hpp"
#include "query/facets/count_parts.hpp"

namespace leian::query {
namespace {

constexpr double kDaySeconds = 86400;

/// Calls visit(values) for every matching row that has any: its values in days, seconds, fen or numbers.
template <class Visit>
void for_each_row(const FacetSpec& spec, const CountedRows& rows, const Visit& visit) {
  std::vector<double> values;
  for (std::size_t s = 0; s < rows.matches.size(); ++s) {
    const Column* column = rows.snapshot.segments()[s].segment->column(spec.column->name);
    if (column == nullptr) continue;
    rows.deadline.check();
    rows.matches[s].for_each([&](std::uint32_t row) {
      values.clear();
      for (std::uint64_t at = column->begin(row); at < column->begin(row + 1); ++at)
        if (const double value = column->ordered(at); !std::isnan(value)) values.push_back(value);
      if (!values.empty()) visit(values);
    });
  }
}

/// Steps are numbered through all years.
int step_of(double value, FieldType type, CalendarUnit unit) {
  const double days = type == FieldType::DateTime ? std::floor(value / kDaySeconds) : value;
  const Date date{static_cast<std::int32_t>(days)};
  switch (unit) {
    case CalendarUnit::Year:
      return date.year();
    case CalendarUnit::Quarter:
      return date.year() * 4 + (date.month() - 1) / 3;
    case CalendarUnit::Month:
      return date.year() * 12 + date.month() - 1;
  }
  return 0;
}

/// As a filter takes it: 2017, 2017-Q3, 2017-09.
std::string name_of(int step, CalendarUnit unit) {
  switch (unit) {
    case CalendarUnit::Year:
      return fmt::format("{}", step);
    case CalendarUnit::Quarter:
      return fmt::format("{}-Q{}", step / 4, step % 4 + 1);
    case CalendarUnit::Month:
      return fmt::format("{}-{:02}", step / 12, step % 12 + 1);
  }
  return "";
}

}  // namespace

FacetCounts count_ranges(const FacetSpec& spec, const CountedRows& rows) {
  std::vector<std::uint64_t> counts(spec.ranges.size(), 0);
  for_each_row(spec, rows, [&](const std::vector<double>& values) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const Bounds& bounds = spec.ranges[i].second;
      if (std::any_of(values.begin(), values.end(),
                      [&](double v) { return v >= bounds.low && v <= bounds.high; }))
        ++counts[i];
    }
  });
  FacetCounts facet{spec.key, {}, counts.size()};
  for (std::size_t i = 0; i < counts.size(); ++i)
    facet.buckets.push_back({spec.ranges[i].first, spec.ranges[i].first, counts[i]});
  return facet;
}

Result<FacetCounts> count_calendar(const FacetSpec& spec, const CountedRows& rows) {
  std::map<int, std::uint64_t> counts;
  std::vector<int> steps;
  for_each_row(spec, rows, [&](const std::vector<double>& values) {
    steps.clear();
    for (const double value : values) steps.push_back(step_of(value, spec.column->type, spec.unit));
    std::sort(steps.begin(), steps.end());
    const auto end = std::unique(steps.begin(), steps.end());
    for (auto step = steps.begin(); step != end; ++step) ++counts[*step];
  });
  FacetCounts facet{spec.key, {}, counts.size()};
  if (counts.empty()) return facet;
  const int first = counts.begin()->first;
  const int last = counts.rbegin()->first;
  if (static_cast<std::size_t>(last - first) >= kMaxSteps)
    return err(ErrorCode::BadUsage, Msg::FacetSteps, spec.key, last - first + 1, kMaxSteps);
  for (int step = first; step <= last; ++step) {
    const auto at = counts.find(step);
    const std::string name = name_of(step, spec.unit);
    facet.buckets.push_back({name, name, at == counts.end() ? 0 : at->second});
  }
  return facet;
}

}  // namespace leian::query
