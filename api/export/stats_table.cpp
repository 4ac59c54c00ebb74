#include "api/export/stats_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "api/export/row_writer.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

using query::AggregateAnswer;
using query::AggregateRow;
using query::Figure;

constexpr const char* kCount = "件数";
constexpr const char* kAll = "合计";
constexpr double kFenPerYuan = 100;

Figure whole(std::uint64_t value) { return {static_cast<std::int64_t>(value), Figure::Unit::Plain}; }

/// Commas between thousands of a decimal number's whole part.
std::string grouped_digits(std::string number) {
  const std::size_t sign = number.front() == '-' ? 1 : 0;
  for (std::size_t at = std::min(number.find('.'), number.size()); at > sign + 3;)
    number.insert(at -= 3, 1, ',');
  return number;
}

/// A count and the figures beside it, the count not twice.
std::vector<Figure> figures_of(const AggregateRow& row, const AggregateAnswer& answer) {
  std::vector<Figure> figures{whole(row.count)};
  for (std::size_t i = 0; i < row.figures.size(); ++i)
    if (answer.measures[i].key != "count") figures.push_back(row.figures[i]);
  return figures;
}

StatsTable plain_table(const AggregateAnswer& answer) {
  StatsTable table;
  for (const auto& group : answer.groups) table.header.push_back(group.label.zh);
  table.header.emplace_back(kCount);
  for (const auto& measure : answer.measures)
    if (measure.key != "count") table.header.push_back(measure.label.zh);
  for (const AggregateRow& row : answer.rows) {
    table.labels.emplace_back();
    for (const auto& value : row.group) table.labels.back().push_back(value.label);
    table.figures.push_back(figures_of(row, answer));
  }
  if (answer.groups.empty()) return table;
  table.labels.emplace_back(answer.groups.size(), "");
  table.labels.back().front() = kAll;
  table.figures.push_back(figures_of(answer.all, answer));
  return table;
}

/// The one figure that a pivot shows.
Figure shown(const AggregateRow& row) { return row.figures.empty() ? whole(row.count) : row.figures.front(); }

Result<StatsTable> pivot_table(const AggregateAnswer& answer) {
  const auto& margins = *answer.pivot;
  if (margins.columns.size() > kMaxPivotColumns)
    return err(ErrorCode::TooLarge, Msg::TooMany, answer.groups[1].key, margins.columns.size(),
               kMaxPivotColumns);
  std::map<std::optional<std::string>, std::map<std::optional<std::string>, Figure>> cells;
  for (const AggregateRow& row : answer.rows) cells[row.group[0].value][row.group[1].value] = shown(row);
  StatsTable table;
  table.header.push_back(answer.groups[0].label.zh + "＼" + answer.groups[1].label.zh);
  for (const AggregateRow& column : margins.columns) table.header.push_back(column.group[0].label);
  table.header.emplace_back(kAll);
  for (const AggregateRow& row : margins.rows) {
    table.labels.push_back({row.group[0].label});
    table.figures.emplace_back();
    const auto& across = cells[row.group[0].value];
    for (const AggregateRow& column : margins.columns) {
      const auto at = across.find(column.group[0].value);
      table.figures.back().push_back(at == across.end() ? Figure{} : at->second);
    }
    table.figures.back().push_back(shown(row));
  }
  table.labels.push_back({kAll});
  table.figures.emplace_back();
  for (const AggregateRow& column : margins.columns) table.figures.back().push_back(shown(column));
  table.figures.back().push_back(shown(answer.all));
  return table;
}

StatsTable funnel_table(const AggregateAnswer& answer) {
  StatsTable table;
  table.header = {"环节",
                  "到达",
                  "占首环节",
                  "占上一环节",
                  "有此日期",
                  "日期早于上一环节",
                  "距上一环节（天，中位数）",
                  "距首环节（天，中位数）"};
  const auto ratio = [](std::uint64_t part, std::uint64_t of) {
    return of == 0 ? Figure{{}, Figure::Unit::Share}
                   : Figure{static_cast<double>(part) / static_cast<double>(of), Figure::Unit::Share};
  };
  const auto days = [](const std::optional<double>& value) {
    return value ? Figure{*value, Figure::Unit::Days} : Figure{{}, Figure::Unit::Days};
  };
  std::uint64_t before = answer.total;
  for (const query::FunnelStage& stage : answer.funnel) {
    table.labels.push_back({stage.label});
    table.figures.push_back({whole(stage.reached), ratio(stage.reached, answer.funnel.front().reached),
                             ratio(stage.reached, before), whole(stage.dated), whole(stage.disordered),
                             days(stage.median_days), days(stage.median_days_total)});
    before = stage.reached;
  }
  return table;
}

/// As a spreadsheet counts with it: amounts in yuan, shares of 1.
Cell cell_of(const Figure& figure) {
  if (figure.empty()) return {};
  if (const auto* number = std::get_if<double>(&figure.value))
    return figure.unit == Figure::Unit::Yuan ? *number / kFenPerYuan : *number;
  const std::int64_t value = std::get<std::int64_t>(figure.value);
  switch (figure.unit) {
    case Figure::Unit::Date:
      return Date{static_cast<std::int32_t>(value)};
    case Figure::Unit::Moment:
      return DateTime{value};
    case Figure::Unit::Yuan:
      return static_cast<double>(value) / kFenPerYuan;
    default:
      return static_cast<double>(value);
  }
}

std::string decimals(double value) {
  std::string text = fmt::format("{:.2f}", value);
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text == "-0" ? "0" : grouped_digits(text);
}

}  // namespace

Result<StatsTable> stats_table(const AggregateAnswer& answer) {
  if (!answer.funnel.empty()) return funnel_table(answer);
  if (answer.pivot) return pivot_table(answer);
  return plain_table(answer);
}

std::string figure_text(const Figure& figure) {
  if (figure.empty()) return "–";
  if (const auto* number = std::get_if<double>(&figure.value)) {
    if (figure.unit == Figure::Unit::Share) return fmt::format("{:.1f}%", *number * 100);
    return decimals(figure.unit == Figure::Unit::Yuan ? *number / kFenPerYuan : *number);
  }
  const std::int64_t value = std::get<std::int64_t>(figure.value);
  switch (figure.unit) {
    case Figure::Unit::Date:
      return to_string(Date{static_cast<std::int32_t>(value)});
    case Figure::Unit::Moment:
      return to_display(Scalar(DateTime{value}));
    case Figure::Unit::Yuan:
      return grouped_digits(to_string(Fen{value}));
    default:
      return grouped_digits(fmt::format("{}", value));
  }
}

Result<void> write_stats(const StatsTable& table, StatsFormat format, const WriteBytes& write) {
  std::unique_ptr<RowWriter> writer;
  if (format == StatsFormat::Csv) {
    writer = make_csv_rows(table.header, write);
  } else {
    LEIAN_TRY(writer, make_xlsx_rows(table.header, write));
  }
  for (std::size_t i = 0; i < table.figures.size(); ++i) {
    std::vector<Cell> cells;
    for (const std::string& label : table.labels[i]) cells.emplace_back(label);
    for (const Figure& figure : table.figures[i]) cells.push_back(cell_of(figure));
    LEIAN_CHECK(writer->add(cells));
  }
  return writer->finish();
}

}  // namespace leian::api
