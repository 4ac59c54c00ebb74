// What was found: tiers, the list, each case, and cases that ended differently.
#include <fmt/format.h>

#include <algorithm>

#include "api/report/report_sections.hpp"
#include "api/report/report_shape.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kTitleCharacters = 60;
constexpr std::size_t kTermsOfChannel = 12;
constexpr std::size_t kPassages = 3;

std::string tier_text(const query::ReportCase& similar) {
  if (similar.tier.empty()) return "未载明";
  std::string text = similar.tier_label.empty() ? similar.tier : similar.tier_label;
  // A bare number says little: the guiding opinion's tiers are numbered.
  if (text.size() == 1) text = "第 " + text + " 层级";
  return similar.recent ? text : text + "（三年以外）";
}

std::string day_text(const query::CaseCard& card) { return card.date ? to_string(*card.date) : "未载明"; }

std::string name_of(const query::CaseCard& card) {
  const std::string title = bounded_text(card.title, kTitleCharacters);
  if (card.case_no.empty() || title.find(card.case_no) != std::string::npos) return title;
  return card.case_no + "\n" + title;
}

void add_tiers(Blocks& blocks, const query::SimilarAnswer& answer) {
  if (answer.tiers.empty()) {
    blocks.emplace_back(
        paragraph(ParagraphStyle::Note, "本次按相似程度检索，未按效力层级逐级检索；下表层级为记录所载。"));
    return;
  }
  Table table{{460, 180, 180, 180}, {}, true};
  table.rows.push_back(
      {head_cell("效力层级"), head_cell("相似案件"), head_cell("其中近三年"), head_cell("是否检索")});
  for (const query::TierCount& tier : answer.tiers)
    table.rows.push_back({cell(tier.label.empty() ? tier.tier : tier.label),
                          cell(tier.searched ? std::to_string(tier.alike) : "—"),
                          cell(tier.searched ? std::to_string(tier.recent) : "—"),
                          cell(tier.searched ? "已检索" : "前一层级已有类案，未检索")});
  blocks.emplace_back(std::move(table));
}

/// One channel's reasons: its share of the likeness, and what both cases have.
struct ChannelPart {
  std::string channel;
  double weight = 0;
  std::vector<std::string> terms;
};

std::vector<ChannelPart> by_channel(const std::vector<query::Reason>& reasons) {
  std::vector<ChannelPart> parts;
  for (const query::Reason& reason : reasons) {
    auto part =
        std::find_if(parts.begin(), parts.end(), [&](const auto& p) { return p.channel == reason.channel; });
    if (part == parts.end()) part = parts.insert(parts.end(), {reason.channel, 0, {}});
    part->weight += reason.weight;
    part->terms.push_back(reason.term);
  }
  std::stable_sort(parts.begin(), parts.end(),
                   [](const auto& a, const auto& b) { return a.weight > b.weight; });
  return parts;
}

Paragraph channel_paragraph(const ChannelPart& part, double score) {
  constexpr std::size_t kTermCharacters = 60;
  std::string terms;
  for (std::size_t i = 0; i < part.terms.size() && i < kTermsOfChannel; ++i)
    terms += (i == 0 ? "" : "、") + bounded_text(part.terms[i], kTermCharacters);
  if (part.terms.size() > kTermsOfChannel) terms += fmt::format(" 等 {} 项", part.terms.size());
  std::string share;
  if (score > 0) share = fmt::format("（占 {:.0f}%）", part.weight / score * 100);
  return {
      ParagraphStyle::Cell,
      {Run{channel_label(part.channel), Emphasis::Strong}, Run{share, Emphasis::Muted}, Run{"：" + terms}}};
}

void add_passage(std::vector<Paragraph>& paragraphs, const char* whose, const query::Snippet& passage) {
  Paragraph line{ParagraphStyle::Cell, {Run{whose, Emphasis::Muted}}};
  for (Run& run : marked_runs(passage)) line.runs.push_back(std::move(run));
  paragraphs.push_back(std::move(line));
}

/// The passages of the heaviest reasons, each once, from both cases.
void add_passages(std::vector<Paragraph>& paragraphs, const std::vector<query::Reason>& reasons) {
  std::vector<std::string> shown;
  for (const query::Reason& reason : reasons) {
    if (shown.size() == kPassages) return;
    if (reason.there.text.empty() || reason.here.text.empty()) continue;
    if (std::find(shown.begin(), shown.end(), reason.there.text) != shown.end()) continue;
    shown.push_back(reason.there.text);
    add_passage(paragraphs, "本案：", reason.here);
    add_passage(paragraphs, "类案：", reason.there);
  }
}

TableCell likeness_cell(const query::ReportCase& similar) {
  TableCell likeness;
  likeness.paragraphs.push_back(
      {ParagraphStyle::Cell, {Run{fmt::format("相似度 {:.3f}，由下列各项相加而成。", similar.score)}}});
  for (const ChannelPart& part : by_channel(similar.reasons))
    likeness.paragraphs.push_back(channel_paragraph(part, similar.score));
  add_passages(likeness.paragraphs, similar.reasons);
  return likeness;
}

std::string joined(const std::vector<std::string>& values) {
  constexpr std::size_t kCharacters = 120;
  return values.empty() ? "未载明" : bounded_text(fmt::format("{}", fmt::join(values, "、")), kCharacters);
}

TableCell difference_cell(const query::ReportCase& similar) {
  TableCell differences;
  for (const query::Difference& one : similar.differences)
    differences.paragraphs.push_back({ParagraphStyle::Cell,
                                      {Run{one.label + "：", Emphasis::Strong},
                                       Run{"本案 " + joined(one.here) + "；类案 " + joined(one.there)}}});
  if (similar.differences.empty())
    differences.paragraphs.push_back(
        paragraph(ParagraphStyle::Cell, "系统未列出，请承办人比对。", Emphasis::Muted));
  return differences;
}

TableCell gist_cell(const query::ReportCase& similar) {
  TableCell gist;
  for (const query::GistPart& part : similar.gist) gist.paragraphs.push_back(gist_paragraph(part));
  if (similar.gist.empty()) gist.paragraphs.push_back(paragraph(ParagraphStyle::Cell, "未载明"));
  return gist;
}

TableRow wide(const std::string& label, TableCell value) {
  constexpr unsigned kWide = 3;
  value.span = kWide;
  return {head_cell(label), std::move(value)};
}

Table case_table(const query::ReportCase& similar) {
  constexpr unsigned kLines = 3;
  Table table{{150, 350, 150, 350}, {}, false};
  const query::CaseCard& card = similar.card;
  const std::vector<std::pair<std::string, std::string>> values{
      {"案号", card.case_no},           {"日期", day_text(card)}, {"单位", card.organ},
      {"效力层级", tier_text(similar)}, {"案由", card.cause},     {"结果", card.outcome}};
  for (std::size_t i = 0; i < values.size(); i += 2) {
    TableRow row;
    add_pair(row, values[i].first, values[i].second);
    add_pair(row, values[i + 1].first, values[i + 1].second);
    table.rows.push_back(std::move(row));
  }
  table.rows.push_back(wide("要旨\n（摘录）", gist_cell(similar)));
  table.rows.push_back(wide("相似之处", likeness_cell(similar)));
  table.rows.push_back(wide("不同之处", difference_cell(similar)));
  table.rows.push_back(
      wide("是否参照或参考及理由", place_to_write("□参照　□参考　□不参照、不参考。理由：", kLines)));
  return table;
}

std::string side_text(const query::SimilarReport& report, const query::Conflict::Side& side) {
  const auto& hits = report.lookups.front().answer.hits;
  std::string text;
  for (const std::size_t hit : side.hits) {
    if (hit >= hits.size()) continue;
    const auto at = std::find_if(report.cases.begin(), report.cases.end(),
                                 [&](const auto& c) { return c.card.id == hits[hit].hit.record.id; });
    if (at != report.cases.end())
      text += fmt::format("{}类案{}", text.empty() ? "" : "、", at - report.cases.begin() + 1);
  }
  return text;
}

std::string label_of_tier(const query::SimilarAnswer& answer, const std::string& tier) {
  for (const query::TierCount& count : answer.tiers)
    if (count.tier == tier && !count.label.empty()) return count.label;
  return tier;
}

}  // namespace

void add_overview(Blocks& blocks, const query::SimilarReport& report) {
  add_tiers(blocks, report.lookups.front().answer);
  if (report.cases.empty()) {
    blocks.emplace_back(paragraph(ParagraphStyle::Body, "未检索到类案。"));
    return;
  }
  Table table{{80, 260, 160, 150, 140, 100, 110}, {}, true};
  TableRow head;
  for (const char* label : {"序号", "案号、名称", "单位", "日期", "效力层级", "结果", "相似度"})
    head.push_back(head_cell(label));
  table.rows.push_back(std::move(head));
  for (std::size_t i = 0; i < report.cases.size(); ++i) {
    const query::ReportCase& similar = report.cases[i];
    table.rows.push_back({cell(std::to_string(i + 1)), cell(name_of(similar.card)),
                          cell(or_none(similar.card.organ)), cell(day_text(similar.card)),
                          cell(tier_text(similar)), cell(or_none(similar.card.outcome)),
                          cell(fmt::format("{:.3f}", similar.score))});
  }
  blocks.emplace_back(std::move(table));
}

void add_cases(Blocks& blocks, const query::SimilarReport& report) {
  if (report.cases.empty()) blocks.emplace_back(paragraph(ParagraphStyle::Body, "无。"));
  for (std::size_t i = 0; i < report.cases.size(); ++i) {
    const query::ReportCase& similar = report.cases[i];
    blocks.emplace_back(
        paragraph(ParagraphStyle::Subheading,
                  fmt::format("类案{}：{}（编号 {}）", i + 1,
                              bounded_text(similar.card.title, kTitleCharacters), similar.card.id)));
    blocks.emplace_back(case_table(similar));
  }
}

void add_conflicts(Blocks& blocks, const query::SimilarReport& report) {
  const query::SimilarAnswer& answer = report.lookups.front().answer;
  if (answer.conflicts.empty()) {
    blocks.emplace_back(
        paragraph(ParagraphStyle::Body,
                  answer.tiers.empty()
                      ? "本次未按效力层级检索，系统未比对同一层级内结果是否一致。各案结果见检索结果表，"
                        "请承办人核对。"
                      : "列出的类案中，同一层级内未发现结果不一致的情形，请承办人核对。"));
    return;
  }
  Table table{{340, 260, 400}, {}, true};
  table.rows.push_back({head_cell("效力层级"), head_cell("结果"), head_cell("类案")});
  for (const query::Conflict& conflict : answer.conflicts)
    for (const query::Conflict::Side& side : conflict.sides)
      table.rows.push_back({cell(or_none(label_of_tier(answer, conflict.tier))), cell(or_none(side.outcome)),
                            cell(or_none(side_text(report, side)))});
  blocks.emplace_back(std::move(table));
  blocks.emplace_back(paragraph(ParagraphStyle::Note,
                                "同一层级内结果不一致的，请综合裁判时间、是否经审判委员会讨论等因素"
                                "予以说明。"));
}

}  // namespace leian::api
