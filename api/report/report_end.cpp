// The person's part, and the log by which the search can be done again.
#include <fmt/format.h>

#include "api/report/report_document.hpp"
#include "api/report/report_log.hpp"
#include "api/report/report_sections.hpp"
#include "api/report/report_shape.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kRequestCharacters = 600;
constexpr std::size_t kIdCharacters = 60;

/// The request as JSON; a long text by its beginning, since the JSON form of the report holds it whole.
std::string request_text(const query::SimilarRequest& request) {
  constexpr std::size_t kTextCharacters = 80;
  nlohmann::ordered_json json = lookup_request_json(request);
  if (json.contains("text")) {
    const std::string text = json["text"].get<std::string>();
    json["text"] = bounded_text(text, kTextCharacters);
    json["text_bytes"] = text.size();
  }
  if (json.contains("given")) json["given"] = "（见 JSON 格式的报告）";
  return bounded_text(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                      kRequestCharacters);
}

std::string results_text(const query::SimilarAnswer& answer) {
  std::string text;
  for (const query::SimilarHit& hit : answer.hits)
    text += fmt::format("{}{}（{:.4f}）", text.empty() ? "" : "、",
                        bounded_text(hit.hit.record.id, kIdCharacters), hit.hit.score);
  return text.empty() ? "无" : text;
}

}  // namespace

void add_opinion(Blocks& blocks) {
  Table table{{220, 780}, {}, false};
  for (const auto& [label, asks, lines] :
       {std::tuple{"对类案的归纳", "类案的共同处理规则及分歧：", 4u},
        std::tuple{"是否参照或参考", "□参照　□参考　□不参照、不参考。所涉类案序号及理由：", 6u},
        std::tuple{"对本案的处理意见", "", 4u}})
    table.rows.push_back({head_cell(label), place_to_write(asks, lines)});
  blocks.emplace_back(std::move(table));
  blocks.emplace_back(paragraph(ParagraphStyle::Signature, "承办人（签名）："));
  blocks.emplace_back(paragraph(ParagraphStyle::Signature, "日期：　　　　年　　月　　日"));
}

void add_log(Blocks& blocks, const query::SimilarReport& report) {
  for (std::size_t i = 0; i < report.lookups.size(); ++i) {
    const auto& [request, answer] = report.lookups[i];
    Table table{{220, 780}, {}, false};
    const auto add = [&](const std::string& label, const std::string& value) {
      table.rows.push_back({head_cell(label), cell(value)});
    };
    add("检索序号", std::to_string(i + 1));
    add("检索人、时间", report.user + "，" + to_string(report.at));
    add("检索请求", request_text(request));
    add("索引版本", fmt::format("第 {} 版", report.revision.generation));
    add("结果", fmt::format("相通 {} 条，列出 {} 条", answer.total, answer.hits.size()));
    add("编号（得分）", results_text(answer));
    blocks.emplace_back(std::move(table));
  }
  blocks.emplace_back(paragraph(
      ParagraphStyle::Note, "检索日志校验值（SHA-256）：" + log_checksum(nlohmann::json(log_json(report)))));
  blocks.emplace_back(paragraph(
      ParagraphStyle::Note,
      "同一次检索的 JSON 格式报告载有完整日志；在同一版索引上运行 leian report --replay 可复现相同结果。"));
  blocks.emplace_back(paragraph(
      ParagraphStyle::Note,
      "本报告由系统依检索结果整理，摘录均出自原文；案件是否类似、是否参照或参考由承办人判断。姓名等按记录"
      "原样显示，对外公开前请依规定隐去。"));
}

}  // namespace leian::api
