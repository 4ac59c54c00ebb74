#include "query/aggregate/funnel.hpp"

#include "corpora/core/messages.hpp"
#include "corpora/record/nested.hpp"
#include "query/aggregate/percentile.hpp"

namespace leian::query {
namespace {

/// What is gathered of one stage.
struct StageTally {
  FunnelStage shown;
  std::vector<std::int64_t> days;        ///< from the stage before
  std::vector<std::int64_t> days_total;  ///< from the first
};

std::optional<double> median(std::vector<std::int64_t>& days) {
  if (days.empty()) return std::nullopt;
  return percentile(days, kPercentScale / 2);
}

/// Takes one record's days, kNoDay where it has none.
void take(const std::vector<std::int32_t>& days, std::vector<StageTally>& stages) {
  bool on_the_way = true;
  for (std::size_t i = 0; i < days.size(); ++i) {
    StageTally& stage = stages[i];
    const bool dated = days[i] != kNoDay;
    if (dated) ++stage.shown.dated;
    if (!on_the_way) continue;
    if (!dated) {
      on_the_way = false;
    } else if (i > 0 && days[i] < days[i - 1]) {
      ++stage.shown.disordered;
      on_the_way = false;
    } else {
      ++stage.shown.reached;
      if (i == 0) continue;
      stage.days.push_back(std::int64_t{days[i]} - days[i - 1]);
      stage.days_total.push_back(std::int64_t{days[i]} - days[0]);
    }
  }
}

}  // namespace

Result<std::vector<const ColumnSpec*>> read_funnel(const std::vector<std::string>& fields,
                                                   const SpecContext& context) {
  if (fields.size() < 2 || fields.size() > kMaxStages)
    return err(ErrorCode::BadUsage, Msg::FunnelStages, fields.size(), kMaxStages);
  std::vector<const ColumnSpec*> columns;
  for (const std::string& field : fields) {
    LEIAN_TRY(const ColumnSpec* const column, counted_column(field, context.asking));
    const bool dated = column != nullptr && rows_of_nested(column->name).empty() &&
                       (column->type == FieldType::Date || column->type == FieldType::DateTime);
    if (!dated) return err(ErrorCode::BadUsage, Msg::FunnelField, field);
    columns.push_back(column);
  }
  return columns;
}

std::vector<FunnelStage> count_funnel(const std::vector<const ColumnSpec*>& columns,
                                      const PassContext& context, const SpecContext& labels) {
  std::vector<StageTally> stages(columns.size());
  std::vector<std::int32_t> days(columns.size());
  for (std::size_t s = 0; s < context.matches.size(); ++s) {
    context.asking.deadline.check();
    std::vector<const Column*> dates;
    for (const ColumnSpec* column : columns)
      dates.push_back(context.asking.snapshot().segments()[s].segment->column(column->name));
    context.matches[s].for_each([&](std::uint32_t row) {
      for (std::size_t i = 0; i < dates.size(); ++i)
        days[i] = dates[i] == nullptr ? kNoDay : first_day(*dates[i], row);
      take(days, stages);
    });
  }
  std::vector<FunnelStage> shown;
  for (std::size_t i = 0; i < stages.size(); ++i) {
    FunnelStage& stage = stages[i].shown;
    stage.field = columns[i]->name;
    stage.label = label_of_column(*columns[i], labels).zh;
    stage.median_days = median(stages[i].days);
    stage.median_days_total = median(stages[i].days_total);
    shown.push_back(std::move(stage));
  }
  return shown;
}

}  // namespace leian::query
