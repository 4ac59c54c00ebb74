// The case itself and how it was searched.
#include <fmt/format.h>

#include "api/report/report_document.hpp"
#include "api/report/report_sections.hpp"
#include "api/report/report_shape.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kConditionCharacters = 300;

/// A row whose value takes all columns but the first.
TableRow wide_row(const std::string& label, std::vector<Paragraph> paragraphs, unsigned span) {
  TableCell wide;
  wide.paragraphs = std::move(paragraphs);
  wide.span = span;
  return {head_cell(label), std::move(wide)};
}

std::vector<Paragraph> gist_paragraphs(const std::vector<query::GistPart>& parts) {
  std::vector<Paragraph> paragraphs;
  for (const query::GistPart& part : parts) paragraphs.push_back(gist_paragraph(part));
  if (paragraphs.empty()) paragraphs.push_back(paragraph(ParagraphStyle::Cell, "未载明"));
  return paragraphs;
}

std::string sense_text(query::Sense sense) {
  switch (sense) {
    case query::Sense::Facts:
      return "基本事实";
    case query::Sense::Disputes:
      return "争议焦点";
    case query::Sense::Law:
      return "法律适用";
    case query::Sense::All:
      break;
  }
  return "基本事实、争议焦点、法律适用";
}

/// What a look-up was narrowed to, as it was asked.
std::string conditions_of(const query::SimilarRequest& request) {
  std::string text;
  const auto add = [&](const std::string& condition) { text += (text.empty() ? "" : "；") + condition; };
  for (const std::string& cause : request.causes) add("指定案由：" + cause);
  if (!request.kind.empty()) add(request.kind == "*" ? "全部种类" : "种类：" + request.kind);
  for (const query::Filter& filter : request.filters) add(filter.field + "=" + filter.value);
  if (!request.among.empty()) add(fmt::format("限于指定的 {} 件", request.among.size()));
  return text.empty() ? "无" : bounded_text(text, kConditionCharacters);
}

std::string asked_about(const query::SimilarRequest& request) {
  constexpr std::size_t kShown = 40;
  if (request.id) return "记录 " + bounded_text(*request.id, kShown);
  if (request.given) return "填报或上传的案件";
  return fmt::format("文字“{}”", bounded_text(request.text, kShown));
}

Table lookups_table(const query::SimilarReport& report) {
  Table table{{80, 330, 210, 180, 100, 100}, {}, true};
  TableRow head;
  for (const char* label : {"序号", "检索依据", "相似的含义", "限定条件", "命中", "列出"})
    head.push_back(head_cell(label));
  table.rows.push_back(std::move(head));
  for (std::size_t i = 0; i < report.lookups.size(); ++i) {
    const auto& [request, answer] = report.lookups[i];
    table.rows.push_back({cell(std::to_string(i + 1)), cell(asked_about(request)),
                          cell(sense_text(request.sense)), cell(conditions_of(request)),
                          cell(std::to_string(answer.total)), cell(std::to_string(answer.hits.size()))});
  }
  return table;
}

/// What the text was taken for, where no cause was given.
void add_predicted(Blocks& blocks, const query::SimilarReport& report) {
  std::string text;
  for (const query::PredictedCause& cause : report.lookups.front().answer.predicted)
    text += fmt::format("{}{}（把握 {:.0f}%）", text.empty() ? "" : "、",
                        cause.label.empty() ? cause.cause : cause.label, cause.confidence * 100);
  if (!text.empty())
    blocks.emplace_back(paragraph(
        ParagraphStyle::Note, "未指定案由。系统由文字推断：" + text + "。推断仅用于检索，请承办人核定。"));
}

}  // namespace

void add_pending(Blocks& blocks, const query::PendingCase& pending) {
  constexpr unsigned kWide = 3;
  Table table{{150, 350, 150, 350}, {}, false};
  const query::CaseCard& card = pending.card;
  const bool is_text = card.kind.empty();
  if (!is_text) {
    for (const auto& [left, right] :
         {std::pair{std::pair{"案件编号", card.id}, std::pair{"案号", card.case_no}},
          std::pair{std::pair{"案由", card.cause}, std::pair{"承办单位", card.organ}},
          std::pair{std::pair{"承办人", card.handler},
                    std::pair{"日期", card.date ? chinese_day(*card.date) : std::string()}}}) {
      TableRow row;
      add_pair(row, left.first, left.second);
      add_pair(row, right.first, right.second);
      table.rows.push_back(std::move(row));
    }
  }
  table.rows.push_back(
      wide_row(is_text ? "所给文字\n（摘录）" : "案情\n（摘录）", gist_paragraphs(pending.gist), kWide));
  blocks.emplace_back(std::move(table));
}

void add_disputes(Blocks& blocks, const query::PendingCase& pending) {
  for (const query::GistPart& part : pending.disputes) {
    Paragraph body = gist_paragraph(part);
    body.style = ParagraphStyle::Body;
    body.runs.erase(body.runs.begin());
    blocks.emplace_back(std::move(body));
  }
  if (!pending.disputes.empty()) {
    blocks.emplace_back(paragraph(
        ParagraphStyle::Note, fmt::format("以上摘自“{}”，请承办人核定。", pending.disputes.front().label)));
    return;
  }
  constexpr unsigned kLines = 4;
  Table table{{1000}, {}, false};
  table.rows.push_back({place_to_write("记录或所给文字中没有写明争议焦点，请归纳：", kLines)});
  blocks.emplace_back(std::move(table));
}

void add_search(Blocks& blocks, const query::SimilarReport& report) {
  Table table{{220, 780}, {}, false};
  const auto add = [&](const std::string& label, const std::string& value) {
    TableRow row;
    add_pair(row, label, value);
    table.rows.push_back(std::move(row));
  };
  std::size_t listed = 0;
  for (const query::ReportLookUp& lookup : report.lookups) listed += lookup.answer.hits.size();
  add("检索人",
      report.user == report.account ? report.user : report.user + "（账户 " + report.account + "）");
  add("检索时间", chinese_moment(report.at));
  add("检索平台及版本", fmt::format("{} {}", kReportPlatform, report_version()));
  add("索引版本", fmt::format("第 {} 版，共 {} 条记录；分析器 {}", report.revision.generation,
                              report.revision.records, report.revision.analyzer));
  add("检索方法", method_of(report));
  add("检索结果", fmt::format("检索 {} 次，列出 {} 条，去重后类案 {} 件", report.lookups.size(), listed,
                              report.cases.size()));
  blocks.emplace_back(std::move(table));
  blocks.emplace_back(paragraph(ParagraphStyle::Subheading, "检索记录"));
  blocks.emplace_back(lookups_table(report));
  add_predicted(blocks, report);
}

}  // namespace leian::api
