#include "api/report/report_beside.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/report/report_shape.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kOutcomes = 10;
constexpr std::size_t kHandlers = 10;
constexpr std::size_t kTerms = 5;

std::string number(double value) { return fmt::format("{:.10g}", value); }
std::string percent(double share) { return fmt::format("{:.1f}%", share * 100); }

void add_outcomes(Blocks& blocks, const query::Beside& beside) {
  Table table{{220, 420, 180, 180}, {}, true};
  table.rows.push_back({head_cell("项目"), head_cell("结果"), head_cell("件数"), head_cell("占比")});
  for (const query::Outcomes& outcomes : beside.outcomes)
    for (std::size_t i = 0; i < outcomes.counts.buckets.size() && i < kOutcomes; ++i) {
      const query::Bucket& bucket = outcomes.counts.buckets[i];
      const double share =
          static_cast<double>(bucket.count) / static_cast<double>(std::max<std::uint64_t>(beside.cases, 1));
      table.rows.push_back({cell(outcomes.label),
                            cell(or_none(bucket.label.empty() ? bucket.value : bucket.label)),
                            cell(std::to_string(bucket.count)), cell(percent(share))});
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
  Table table{{170, 370, 100, 120, 120, 120}, {}, true};
  TableRow head;
  for (const char* label : {"类别", "名称", "件数", "办结", "天数中位", "重复率"})
    head.push_back(head_cell(label));
  table.rows.push_back(std::move(head));
  for (std::size_t i = 0; i < beside.handlers.size() && i < kHandlers; ++i) {
    const query::Handler& handler = beside.handlers[i];
    table.rows.push_back(
        {cell(handler.field_label), cell(or_none(handler.label.empty() ? handler.value : handler.label)),
         cell(std::to_string(handler.cases)),
         cell(handler.ended > 0 ? fmt::format("{}/{}", handler.settled, handler.ended) : "—"),
         cell(handler.median_days ? number(*handler.median_days) : "—"),
         cell(handler.came_back_rate ? percent(*handler.came_back_rate) : "—")});
  }
  blocks.emplace_back(std::move(table));
}

void add_rate(std::string& text, const char* what, const std::optional<double>& rate) {
  if (rate) text += fmt::format("{}{}{}", text.empty() ? "" : "，", what, percent(*rate));
}

/// What the similar agreements settled on.
void add_terms(Blocks& blocks, const query::Beside& beside) {
  if (beside.terms.empty()) return;
  Table table{{250, 750}, {}, true};
  table.rows.push_back({head_cell("案件编号"), head_cell("约定内容（摘录）")});
  for (std::size_t i = 0; i < beside.terms.size() && i < kTerms; ++i)
    table.rows.push_back({cell(or_none(beside.terms[i].first)), cell(or_none(beside.terms[i].second.text))});
  blocks.emplace_back(std::move(table));
}

}  // namespace

void add_beside_section(Blocks& blocks, const query::Beside& beside) {
  std::string rates;
  add_rate(rates, "办结的占 ", beside.settled_rate);
  add_rate(rates, "达成协议的占 ", beside.agreed_rate);
  add_rate(rates, "协议已履行的占 ", beside.fulfilled_rate);
  add_rate(rates, "重复或复查的占 ", beside.came_back_rate);
  std::string text = fmt::format("以下统计最相似的 {} 件案件。", beside.cases);
  if (!rates.empty()) text += "其中" + rates + "。";
  blocks.emplace_back(paragraph(ParagraphStyle::Body, text));
  add_outcomes(blocks, beside);
  add_spreads(blocks, beside);
  add_handlers(blocks, beside);
  add_terms(blocks, beside);
}

}  // namespace leian::api
