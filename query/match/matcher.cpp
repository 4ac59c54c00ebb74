#include "query/match/matcher.hpp"

#include <algorithm>

namespace leian::query {
namespace {

/// How many values of a column can be tested in the time it takes to read one posting entry.
constexpr std::uint64_t kValuesPerEntry = 3;

}  // namespace

RowSet Matcher::match(const Plan& plan) const {
  RowSet rows = run(plan, nullptr);
  if (view_.deleted) rows -= *view_.deleted;
  return rows;
}

RowSet Matcher::run(const Plan& plan, const RowSet* within) const {
  deadline_.check();
  switch (plan.type) {
    case Plan::Type::All:
      return within != nullptr ? *within : RowSet::all(view_.rows());
    case Plan::Type::None:
      return RowSet(view_.rows());
    case Plan::Type::Needle:
      return find(plan.needle, within);
    case Plan::Type::Test:
      return test(plan.test, within);
    case Plan::Type::Rows:
      return listed(plan.rows, within);
    case Plan::Type::And:
      return all_of(plan.children, within);
    case Plan::Type::Or:
      return any_of(plan.children, within);
    case Plan::Type::Not:
      return none_of(plan.children.front(), within);
  }
  return RowSet(view_.rows());
}

std::uint64_t Matcher::cost(const Plan& plan) const {
  const auto of_children = [&](std::uint64_t start, auto join) {
    for (const Plan& child : plan.children) start = join(start, cost(child));
    return start;
  };
  switch (plan.type) {
    case Plan::Type::Needle:
      return cost(plan.needle.what);
    case Plan::Type::Test:
      return view_.rows() / kValuesPerEntry;
    case Plan::Type::Rows:
      return plan.rows.size();
    case Plan::Type::And:
      return of_children(view_.rows(), [](auto a, auto b) { return std::min(a, b); });
    case Plan::Type::Or:
      return of_children(0, [](auto a, auto b) { return a + b; });
    case Plan::Type::Not:
      return view_.rows() * 2;
    default:
      return view_.rows();
  }
}

RowSet Matcher::all_of(const std::vector<Plan>& plans, const RowSet* within) const {
  std::vector<std::pair<std::uint64_t, const Plan*>> by_cost;
  for (const Plan& plan : plans) by_cost.emplace_back(cost(plan), &plan);
  std::stable_sort(by_cost.begin(), by_cost.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  RowSet rows = run(*by_cost.front().second, within);
  for (std::size_t i = 1; i < by_cost.size() && !rows.empty(); ++i) rows = run(*by_cost[i].second, &rows);
  return rows;
}

RowSet Matcher::any_of(const std::vector<Plan>& plans, const RowSet* within) const {
  RowSet rows(view_.rows());
  for (const Plan& plan : plans)
    rows |= plan.type == Plan::Type::Needle ? find(plan.needle, within, &rows) : run(plan, within);
  return rows;
}

RowSet Matcher::none_of(const Plan& plan, const RowSet* within) const {
  RowSet rows = within != nullptr ? *within : RowSet::all(view_.rows());
  rows -= run(plan, within);
  return rows;
}

RowSet Matcher::listed(const std::vector<RowAddress>& addresses, const RowSet* within) const {
  RowSet rows(view_.rows());
  for (const RowAddress& at : addresses)
    if (at.segment == segment_ && (within == nullptr || within->has(at.row))) rows.add(at.row);
  return rows;
}

RowSet Matcher::test(const ColumnTest& test, const RowSet* within) const {
  RowSet rows(view_.rows());
  const Column* column = view_.segment->column(test.column);
  if (column == nullptr) return rows;
  const auto keep = [&](const auto& fits) {
    const auto row_fits = [&](std::uint32_t row) {
      const std::uint64_t end = column->begin(row + 1);
      for (std::uint64_t at = column->begin(row); at < end; ++at)
        if (fits(at)) return true;
      return false;
    };
    if (within != nullptr) {
      rows = *within;
      rows.retain(row_fits);
    } else {
      for (std::uint32_t row = 0; row < view_.rows(); ++row)
        if (row_fits(row)) rows.add(row);
    }
  };
  if (test.ranged) {
    // NaN, which stands for no value, is within no bounds.
    keep([&](std::uint64_t at) {
      const double value = column->ordered(at);
      return value >= test.low && value <= test.high;
    });
    return rows;
  }
  std::vector<char> wanted(column->entries(), 0);
  bool any = false;
  for (const std::string& value : test.values)
    if (const auto ordinal = column->ordinal_of(value); ordinal && (!value.empty() || column->list())) {
      wanted[*ordinal] = 1;
      any = true;
    }
  if (any)
    column->with_ordinals(
        [&](auto ordinals) { keep([&](std::uint64_t at) { return wanted[ordinals[at]] != 0; }); });
  return rows;
}

}  // namespace leian::query
