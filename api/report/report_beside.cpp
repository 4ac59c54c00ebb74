#include "api/report/report_beside.hpp"

#include <fmt/format.h>

#include "api/report/report_shape.hpp"

namespace leian::api {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kOutcomes = 10;
constexpr std::size_t kHandlers = 10;

/// The counts of an outcome field, whether they stand by themselves or beside its label.
template <class Outcomes>
const query::FacetCounts& counts_of(const Outcomes& outcomes) {
  if constexpr (requires { outcomes.counts; })
    return outcomes.counts;
  else
    return outcomes;
}

std::string number(double value) { return fmt::format("{:.10g}", value); }
std::string percent(double share) { return fmt::format("{:.1f}%", share * 100); }

void add_outcomes(Blocks& blocks, const query::Beside& beside) {
  Table table{{600, 200, 200}, {}, true};
  table.rows.push_back({head_cell("结果"), head_cell("件数"), head_cell("占比")});
  for (const auto& outcomes : beside.outcomes) {
    const query::FacetCounts& counts = counts_of(outcomes);
    for (std::size_t i = 0; i < counts.buckets.size() && i < kOutcomes; ++i) {
      const query::Bucket& bucket = counts.buckets[i];
      const double share =
          beside.cases == 0 ? 0 : static_cast<double>(bucket.count) / static_cast<double>(beside.cases);
      table.rows.push_back({cell(bucket.label.empty() ? bucket.value : bucket.label),
                            cell(std::to_string(bucket.count)), cell(percent(share))});
    }
  }
  if (table.rows.size() > 1) blocks.emplace_back(std::move(table));
}

void add_spreads(Blocks& blocks, const query::Beside& beside) {
  if (beside.spreads.empty()) return;
  Table table{{160, 100, 130, 130, 130, 130, 220}, {}, true};
  TableRow head;
  for (const char* label : {"项目", "件数", "最低", "中位", "四分之三", "最高", "本案"})
    head.push_back(head_cell(label));
  table.rows.push_back(std::move(head));
  for (const query::Spread& spread : beside.spreads) {
    std::string here = "未载明";
    if (spread.here) here = number(*spread.here);
    if (spread.here && spread.below) here += fmt::format("（高于 {} 的类案）", percent(*spread.below));
    table.rows.push_back({cell(spread.label), cell(std::to_string(spread.count)), cell(number(spread.min)),
                          cell(number(spread.median)), cell(number(spread.p75)), cell(number(spread.max)),
                          cell(here)});
  }
  blocks.emplace_back(std::move(table));
}

void add_handlers(Blocks& blocks, const query::Beside& beside) {
  if (beside.handlers.empty()) return;
  Table table{{400, 150, 150, 150, 150}, {}, true};
  TableRow head;
  for (const char* label : {"承办单位或人员", "件数", "办成", "天数中位", "重复率"})
    head.push_back(head_cell(label));
  table.rows.push_back(std::move(head));
  for (std::size_t i = 0; i < beside.handlers.size() && i < kHandlers; ++i) {
    const query::Handler& handler = beside.handlers[i];
    table.rows.push_back({cell(handler.label.empty() ? handler.value : handler.label),
                          cell(std::to_string(handler.cases)), cell(std::to_string(handler.settled)),
                          cell(handler.median_days ? number(*handler.median_days) : "—"),
                          cell(handler.came_back_rate ? percent(*handler.came_back_rate) : "—")});
  }
  blocks.emplace_back(std::move(table));
}

Json optional_json(const std::optional<double>& value) { return value ? Json(*value) : Json(nullptr); }

}  // namespace

void add_beside_section(Blocks& blocks, const query::Beside& beside) {
  blocks.emplace_back(
      paragraph(ParagraphStyle::Body, fmt::format("以下统计最相似的 {} 件案件。", beside.cases)));
  add_outcomes(blocks, beside);
  add_spreads(blocks, beside);
  add_handlers(blocks, beside);
  std::string rates;
  if (beside.agreed_rate) rates += "达成协议的占 " + percent(*beside.agreed_rate) + "。";
  if (beside.fulfilled_rate) rates += "协议已履行的占 " + percent(*beside.fulfilled_rate) + "。";
  if (!rates.empty()) blocks.emplace_back(paragraph(ParagraphStyle::Body, rates));
}

Json report_beside_json(const query::Beside& beside) {
  Json outcomes = Json::array();
  for (const auto& of_field : beside.outcomes)
    for (const query::Bucket& bucket : counts_of(of_field).buckets)
      outcomes.push_back({{"field", counts_of(of_field).field},
                          {"value", bucket.value},
                          {"label", bucket.label},
                          {"count", bucket.count}});
  Json spreads = Json::array();
  for (const query::Spread& spread : beside.spreads)
    spreads.push_back({{"field", spread.field},
                       {"label", spread.label},
                       {"count", spread.count},
                       {"min", spread.min},
                       {"p25", spread.p25},
                       {"median", spread.median},
                       {"p75", spread.p75},
                       {"max", spread.max},
                       {"here", optional_json(spread.here)},
                       {"below", optional_json(spread.below)}});
  Json handlers = Json::array();
  for (const query::Handler& handler : beside.handlers)
    handlers.push_back({{"field", handler.field},
                        {"value", handler.value},
                        {"label", handler.label},
                        {"cases", handler.cases},
                        {"settled", handler.settled},
                        {"median_days", optional_json(handler.median_days)},
                        {"came_back_rate", optional_json(handler.came_back_rate)}});
  return {{"cases", beside.cases},
          {"outcomes", std::move(outcomes)},
          {"spreads", std::move(spreads)},
          {"handlers", std::move(handlers)},
          {"agreed_rate", optional_json(beside.agreed_rate)},
          {"fulfilled_rate", optional_json(beside.fulfilled_rate)}};
}

}  // namespace leian::api
