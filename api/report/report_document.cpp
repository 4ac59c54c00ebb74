#include "api/report/report_document.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/report/report_beside.hpp"
#include "api/report/report_sections.hpp"
#include "api/report/report_shape.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kTitleCharacters = 60;

/// Numbers the headings as they come: 一、 二、 …
class Headings {
 public:
  explicit Headings(Blocks& blocks) : blocks_(blocks) {}
  void operator()(std::string_view text) {
    blocks_.emplace_back(
        paragraph(ParagraphStyle::Heading, fmt::format("{}、{}", chinese_number(++number_), text)));
  }

 private:
  Blocks& blocks_;
  std::size_t number_ = 0;
};

std::string subtitle(const query::CaseCard& card) {
  if (card.kind.empty()) return "";
  const std::string title = bounded_text(card.title, kTitleCharacters);
  if (card.case_no.empty() || title.find(card.case_no) != std::string::npos) return title;
  return card.case_no + "　" + title;
}

/// Every channel that took part in any look-up, in order; from the reasons where the answer does not say.
std::vector<std::string> channels_of(const query::SimilarReport& report) {
  std::vector<std::string> channels;
  const auto add = [&](const std::string& channel) {
    if (std::find(channels.begin(), channels.end(), channel) == channels.end()) channels.push_back(channel);
  };
  for (const query::ReportLookUp& lookup : report.lookups) {
    for (const std::string& channel : lookup.answer.channels) add(channel);
    for (const query::SimilarHit& hit : lookup.answer.hits)
      for (const query::Reason& reason : hit.reasons) add(reason.channel);
  }
  return channels;
}

}  // namespace

std::string_view report_version() { return LEIAN_VERSION; }

std::string report_title(const query::SimilarReport& report) {
  return report.title.empty() ? "类案检索报告" : report.title;
}

std::string method_of(const query::SimilarReport& report) {
  const query::SimilarRequest& request = report.lookups.front().request;
  std::string from = "以所给文字";
  if (request.id)
    from = "以库内记录全文及其要素（案例关联）";
  else if (request.given)
    from = "以所填要素及文书全文";
  std::string text = from + "为依据检索";
  const std::vector<std::string> channels = channels_of(report);
  for (std::size_t i = 0; i < channels.size(); ++i)
    text += (i == 0 ? "，比对" : "、") + channel_label(channels[i]);
  text += "，按各项相似程度之和排序";
  const query::TierRules& tiers = request.tiers;
  if (tiers.walk) {
    text += "；按效力层级逐级检索";
    if (tiers.prefer_recent) text += "，除应当参照的层级外优先近三年";
    if (tiers.prefer_recent && tiers.day) text += "（自" + chinese_day(*tiers.day) + "起算）";
    text += tiers.stop ? "，前一层级已有类案的不再检索其后层级" : "，检索全部层级";
  }
  return text + "。";
}

OfficeDocument report_document(const query::SimilarReport& report) {
  OfficeDocument document{report_title(report), report.user, report.at, {}};
  Blocks& blocks = document.blocks;
  Headings heading(blocks);
  blocks.emplace_back(paragraph(ParagraphStyle::Title, document.title));
  if (const std::string line = subtitle(report.pending.card); !line.empty())
    blocks.emplace_back(paragraph(ParagraphStyle::Subtitle, line));
  heading("本案（待决案件）基本情况");
  add_pending(blocks, report.pending);
  heading("本案争议焦点");
  add_disputes(blocks, report.pending);
  heading("检索情况");
  add_search(blocks, report);
  heading("检索结果");
  add_overview(blocks, report);
  heading("类案逐件说明");
  add_cases(blocks, report);
  heading("结果不一致的类案");
  add_conflicts(blocks, report);
  if (const auto& beside = report.lookups.front().answer.beside) {
    heading("类案处理情况统计");
    add_beside_section(blocks, *beside);
  }
  heading("承办人意见");
  add_opinion(blocks);
  blocks.emplace_back(paragraph(ParagraphStyle::Heading, "附：检索日志"));
  add_log(blocks, report);
  return document;
}

}  // namespace leian::api
