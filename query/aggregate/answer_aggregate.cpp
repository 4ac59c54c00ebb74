#include "query/aggregate/answer_aggregate.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/record/nested.hpp"
#include "query/aggregate/funnel.hpp"
#include "query/aggregate/table_rows.hpp"
#include "query/search/found.hpp"

namespace leian::query {
namespace {

using KeptValues = std::set<std::string, std::less<>>;

/// What is to be counted, checked.
struct Checked {
  std::vector<GroupSpec> groups;
  std::vector<MeasureSpec> measures;
  std::vector<const ColumnSpec*> funnel;
};

Result<Checked> read_funnel_request(const AggregateRequest& request, const SpecContext& context) {
  const char* beside = !request.groups.empty()     ? "group"
                       : !request.measures.empty() ? "measure"
                       : request.pivot             ? "pivot"
                       : request.top != 0          ? "top"
                                                   : nullptr;
  if (beside != nullptr) return err(ErrorCode::BadUsage, Msg::FunnelBeside, beside);
  Checked checked;
  LEIAN_TRY(checked.funnel, read_funnel(request.funnel, context));
  return checked;
}

Result<Checked> read_request(const AggregateRequest& request, const SpecContext& context) {
  if (!request.funnel.empty()) return read_funnel_request(request, context);
  if (request.top > kMaxTop) return err(ErrorCode::BadUsage, Msg::LimitBad, "top", request.top, kMaxTop);
  Checked checked;
  LEIAN_TRY(checked.groups, read_group_specs(request.groups, context));
  LEIAN_TRY(checked.measures, read_measure_specs(request.measures, context));
  LEIAN_CHECK(check_periods(checked.measures, checked.groups));
  if (request.pivot && checked.groups.size() != 2)
    return err(ErrorCode::BadUsage, Msg::PivotGroups, checked.groups.size());
  return checked;
}

Result<FoundRows> find_matches(const Asking& asking, const AggregateRequest& request) {
  SearchRequest search;
  search.text = request.text;
  search.kind = request.kind;
  search.filters = request.filters;
  LEIAN_TRY(const ParsedQuery query, read_query(asking, request.text));
  LEIAN_TRY(const BoundQuery bound, bind_query(query.tree, asking.lease, asking.analyzer, asking.lexicon));
  return find_rows(asking, search, bound.plan, {});
}

/// Fills an answer out of the matches.
class AnswerMaker {
 public:
  AnswerMaker(const Checked& checked, const PassContext& context, AggregateAnswer& answer)
      : checked_(checked), context_(context), answer_(answer) {
    for (const GroupSpec& group : checked.groups) axes_.push_back({&group, nullptr});
  }

  void run(std::uint32_t top, bool pivot) {
    if (top > 0)
      for (AxisSpec& axis : axes_)
        if (axis.group->by_value()) axis.kept = first_of(axis, top);
    fill_all();
    for (const GroupSpec& group : checked_.groups) answer_.groups.push_back({group.key, group.label});
    answer_.measures = columns_of(checked_.measures);
    if (axes_.empty()) {
      answer_.rows = {answer_.all};
    } else {
      std::uint64_t placed = 0;
      answer_.rows = table(axes_, placed);
      answer_.missing = answer_.total - placed;
    }
    if (!pivot) return;
    std::uint64_t ignored = 0;
    answer_.pivot = PivotMargins{table({axes_[0]}, ignored), table({axes_[1]}, ignored)};
  }

 private:
  std::vector<AggregateRow> table(std::vector<AxisSpec> axes, std::uint64_t& placed) {
    const MeasuredPlan plan = plan_of(checked_.measures, std::move(axes));
    Partial partial = tally_all(plan.tally, context_);
    placed = partial.placed;
    first_year_ = std::min(first_year_, partial.first_year);
    last_year_ = std::max(last_year_, partial.last_year);
    Figures figures(checked_.measures, plan, partial, answer_.total);
    const Asking& asking = context_.asking;
    return rows_of({plan.tally.axes, *asking.snapshot().kinds(), asking.deadline}, partial, figures);
  }

  /// Over all matches; of none there are no figures but zeros.
  void fill_all() {
    const MeasuredPlan plan = plan_of(checked_.measures, {});
    const bool counts_only = plan.tally.quantities.empty() && plan.tally.distincts.empty() &&
                             plan.tally.conditions.empty() && plan.tally.nested.empty();
    Partial partial = counts_only ? Partial{} : tally_all(plan.tally, context_);
    if (partial.keys.empty()) {
      partial.keys.emplace_back();
      partial.tally.resize(plan.tally, 1);
      partial.tally.counts[0] = answer_.total;
    }
    first_year_ = std::min(first_year_, partial.first_year);
    last_year_ = std::max(last_year_, partial.last_year);
    Figures figures(checked_.measures, plan, partial, answer_.total);
    answer_.all.count = partial.tally.counts[0];
    answer_.all.figures = figures.of(0);
  }

  /// The values of a group that most records have.
  std::shared_ptr<const KeptValues> first_of(const AxisSpec& axis, std::uint32_t top) const {
    TallyPlan plan;
    plan.axes = {axis};
    plan.most_cells = kMaxLocalKeys;
    const Partial partial = tally_all(plan, context_);
    std::vector<std::pair<std::uint64_t, std::string_view>> values;
    for (std::size_t cell = 0; cell < partial.keys.size(); ++cell)
      values.emplace_back(partial.tally.counts[cell], std::get<std::string_view>(partial.keys[cell][0]));
    const auto keep = std::min<std::size_t>(top, values.size());
    std::partial_sort(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(keep), values.end(),
                      [](const auto& a, const auto& b) {
                        return a.first != b.first ? a.first > b.first : a.second < b.second;
                      });
    auto kept = std::make_shared<KeptValues>();
    for (std::size_t i = 0; i < keep; ++i) kept->emplace(values[i].second);
    return kept;
  }

 public:
  /// Years of which working days were counted without a table of holidays; empty where there are none.
  std::string unknown_years() const {
    const Holidays& known = context_.holidays;
    if (last_year_ < first_year_) return "";
    const auto span = [](int from, int to) {
      return from == to ? std::to_string(from) : std::to_string(from) + "–" + std::to_string(to);
    };
    if (known.last_year() < known.first_year()) return span(first_year_, last_year_);
    std::string years;
    if (first_year_ < known.first_year())
      years = span(first_year_, std::min(last_year_, known.first_year() - 1));
    if (last_year_ > known.last_year())
      years += (years.empty() ? "" : "、") + span(std::max(first_year_, known.last_year() + 1), last_year_);
    return years;
  }

 private:
  const Checked& checked_;
  const PassContext& context_;
  AggregateAnswer& answer_;
  std::vector<AxisSpec> axes_;
  int first_year_ = 9999;
  int last_year_ = 0;
};

/// Columns of nested rows that are asked for and that older segments lack.
std::vector<Text> notes_on_columns(const Checked& checked, const PassContext& context) {
  std::set<std::string> names;
  for (const GroupSpec& group : checked.groups) names.insert(group.column->name);
  for (const MeasureSpec& measure : checked.measures)
    if (measure.quantity.column != nullptr) names.insert(measure.quantity.column->name);
  std::vector<Text> notes;
  for (const std::string& name : names) {
    if (rows_of_nested(name).empty()) continue;
    std::uint64_t without = 0;
    for (std::size_t s = 0; s < context.matches.size(); ++s)
      if (context.asking.snapshot().segments()[s].segment->column(name) == nullptr)
        without += context.matches[s].count();
    if (without > 0) notes.push_back(say(Msg::NoteColumnNew, name, without));
  }
  return notes;
}

bool counts_workdays(const Checked& checked) {
  return std::any_of(checked.measures.begin(), checked.measures.end(), [](const MeasureSpec& measure) {
    return measure.quantity.source == Quantity::Source::Workdays;
  });
}

}  // namespace

Result<AggregateAnswer> answer_aggregate(const Asking& asking, const AggregateRequest& request) {
  std::shared_ptr<const Kind> kind;
  if (!request.kind.empty()) {
    LEIAN_TRY(kind, asking.snapshot().kinds()->find(request.kind));
  }
  const SpecContext specs{asking, kind.get()};
  LEIAN_TRY(const Checked checked, read_request(request, specs));
  Holidays holidays;
  if (counts_workdays(checked)) {
    LEIAN_TRY(holidays, Holidays::load());
  }
  LEIAN_TRY(const FoundRows found, find_matches(asking, request));

  AggregateAnswer answer;
  answer.generation = asking.snapshot().generation();
  answer.total = found.total();
  const PassContext context{asking, found.matches, holidays};
  if (!checked.funnel.empty()) {
    answer.all.count = answer.total;
    answer.funnel = count_funnel(checked.funnel, context, specs);
    return answer;
  }
  AnswerMaker maker(checked, context, answer);
  try {
    maker.run(request.top, request.pivot);
  } catch (const TooManyGroups&) {
    return err(ErrorCode::TooLarge, Msg::GroupsOver, kMaxCells);
  }
  answer.notes = notes_on_columns(checked, context);
  if (const std::string years = maker.unknown_years(); !years.empty())
    answer.notes.push_back(say(Msg::NoteNoHolidays, years));
  return answer;
}

}  // namespace leian::query
