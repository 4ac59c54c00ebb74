#include "query/review_draw/picks.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "corpora/core/messages.hpp"
#include "query/clocks/clock_columns.hpp"
#include "query/search/seen_columns.hpp"

namespace leian::query {
namespace {

/// Turns a median absolute deviation into the standard deviation of normal data.
constexpr double kMadToSigma = 1.4826;

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// Marks the rows of one rule.
class Picker {
 public:
  Picker(const Asking& asking, const DrawRule& rule, const DrawQuestion& question)
      : asking_(asking), rule_(rule), question_(question) {}

  Result<std::vector<RowSet>> rows(const FoundRows& population) const {
    LEIAN_TRY(const Narrowing narrowing, narrowing_of());
    LEIAN_TRY(FoundRows found, rows_within(asking_, narrowing));
    for (std::size_t s = 0; s < found.matches.size(); ++s) found.matches[s] &= population.matches[s];
    if (!rule_.clocks.empty()) LEIAN_CHECK(keep_by_clocks(found.matches));
    if (!rule_.filled.empty()) LEIAN_CHECK(keep_filled(found.matches));
    if (rule_.outlier) LEIAN_CHECK(keep_outliers(found.matches));
    return std::move(found.matches);
  }

 private:
  Result<Narrowing> narrowing_of() const {
    Narrowing narrowing{rule_.query, rule_.kind, {}, {}};
    for (const std::string& filter : rule_.filters) {
      const std::size_t equals = filter.find('=');
      if (equals == std::string::npos || equals == 0)
        return err(ErrorCode::BadInput, Msg::RuleFault, rule_.name, "/filters", filter);
      narrowing.filters.push_back({filter.substr(0, equals), filter.substr(equals + 1)});
    }
    return narrowing;
  }

  std::shared_ptr<const Kind> kind() const {
    for (const auto& kind : asking_.snapshot().kinds()->kinds())
      if (kind->name() == rule_.kind) return kind;
    return nullptr;
  }

  Result<void> keep_by_clocks(std::vector<RowSet>& rows) const {
    std::set<ClockState> states;
    for (const std::string& word : rule_.states) {
      const auto state = clock_state_named(word);
      if (!state)
        return err(ErrorCode::BadInput, Msg::WordUnknown, rule_.name, word, "overdue, late, running");
      states.insert(*state);
    }
    const auto of = kind();
    for (std::size_t s = 0; s < rows.size(); ++s) {
      std::vector<ClockColumns> clocks;
      for (const std::string& name : rule_.clocks) {
        LEIAN_TRY(const ClockRule* clock, question_.book.rules.find(name));
        clocks.emplace_back(*clock, asking_.snapshot().segments()[s], *of, asking_.scope);
      }
      asking_.deadline.check();
      rows[s].retain([&](std::uint32_t row) {
        return std::any_of(clocks.begin(), clocks.end(), [&](const ClockColumns& clock) {
          const auto reading = clock.read(row, question_.request.as_of, question_.book.holidays);
          return reading && states.contains(reading->state);
        });
      });
    }
    return {};
  }

  /// Not every field has a column, so this looks into the stored records; those where the key stands nowhere
  /// need not be parsed.
  Result<void> keep_filled(std::vector<RowSet>& rows) const {
    const auto field = kind()->find(rule_.filled);
    if (!field || !asking_.scope.may_see(kind()->fields()[*field]))
      return err(ErrorCode::UnknownField, Msg::FieldUnknown, rule_.filled);
    const std::string key = '"' + kind()->fields()[*field].name + "\":";
    for (std::uint32_t s = 0; s < rows.size(); ++s) {
      RowSet kept(rows[s].rows());
      for (const std::uint32_t row : rows[s].to_vector()) {
        asking_.deadline.check();
        LEIAN_TRY(const std::string json, asking_.snapshot().segments()[s].segment->records().json(row));
        if (json.find(key) == json.npos) continue;
        LEIAN_TRY(const Record record, read_record(asking_.lease, {s, row}));
        if (!record.values[*field].empty()) kept.add(row);
      }
      rows[s] = std::move(kept);
    }
    return {};
  }

  struct Valued {
    RowAddress at;
    std::size_t group;
    double value;
  };

  Result<void> keep_outliers(std::vector<RowSet>& rows) const {
    const OutlierRule& outlier = *rule_.outlier;
    LEIAN_CHECK(check_outlier());
    std::map<std::vector<std::string>, std::size_t> groups;
    std::vector<std::vector<double>> values;
    std::vector<Valued> all;
    for (std::uint32_t s = 0; s < rows.size(); ++s) {
      const Segment& segment = *asking_.snapshot().segments()[s].segment;
      const Column* column = segment.column(outlier.field);
      if (column == nullptr) continue;
      rows[s].for_each([&](std::uint32_t row) {
        double value = column->list() ? std::nan("") : column->ordered(row);
        if (outlier.log) value = value > 0 ? std::log(value) : std::nan("");
        if (std::isnan(value)) return;
        const auto [at, added] = groups.try_emplace(group_of(segment, row), values.size());
        if (added) values.emplace_back();
        values[at->second].push_back(value);
        all.push_back({{s, row}, at->second, value});
      });
    }
    std::vector<std::pair<double, double>> bounds;
    for (const auto& group : values) bounds.push_back(bounds_of(group));
    for (RowSet& set : rows) set = RowSet(set.rows());
    for (const Valued& one : all)
      if (one.value < bounds[one.group].first || one.value > bounds[one.group].second)
        rows[one.at.segment].add(one.at.row);
    return {};
  }

  Result<void> check_outlier() const {
    LEIAN_TRY(const ColumnSpec* column, seen_column(rule_.outlier->field, asking_));
    if (!row_of(column->type).ordered)
      return err(ErrorCode::UnknownField, Msg::FieldNotOrdered, rule_.outlier->field);
    for (const std::string& name : rule_.outlier->by) LEIAN_CHECK(seen_facet(name, asking_));
    return {};
  }

  std::vector<std::string> group_of(const Segment& segment, std::uint32_t row) const {
    std::vector<std::string> group;
    for (const std::string& name : rule_.outlier->by)
      group.emplace_back(first_text(segment.column(name), row));
    return group;
  }

  /// What lies between is not out of the ordinary; of a group that is too small or all alike, everything.
  std::pair<double, double> bounds_of(const std::vector<double>& values) const {
    constexpr double kEnd = std::numeric_limits<double>::infinity();
    if (values.size() < rule_.outlier->least) return {-kEnd, kEnd};
    const double median = median_of(values);
    std::vector<double> deviations;
    for (const double value : values) deviations.push_back(std::abs(value - median));
    const double reach = rule_.outlier->deviations * kMadToSigma * median_of(std::move(deviations));
    return reach > 0 ? std::pair(median - reach, median + reach) : std::pair(-kEnd, kEnd);
  }

  const Asking& asking_;
  const DrawRule& rule_;
  const DrawQuestion& question_;
};

}  // namespace

Result<Picks> pick_rows(const Asking& asking, const std::vector<const DrawRule*>& rules,
                        const FoundRows& population, const DrawQuestion& question) {
  if (rules.size() > kMaxDrawRules)
    return err(ErrorCode::TooLarge, Msg::TooMany, "rule", rules.size(), kMaxDrawRules);
  Picks picks;
  for (const RowSet& rows : population.matches) picks.emplace_back(rows.rows(), 0);
  for (std::size_t r = 0; r < rules.size(); ++r) {
    LEIAN_TRY(const auto picked, Picker(asking, *rules[r], question).rows(population));
    for (std::size_t s = 0; s < picked.size(); ++s)
      picked[s].for_each([&](std::uint32_t row) { picks[s][row] |= std::uint64_t{1} << r; });
  }
  return picks;
}

}  // namespace leian::query
