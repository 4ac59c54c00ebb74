// leian audit: cases whose outcomes depart from what their facts lead to expect, and units whose cases do so
// on the whole.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/consistency.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  query::ConsistencyRequest request;
  std::vector<std::string> filters;
  std::int64_t limit = query::ConsistencyRequest{}.limit;
  bool json = false;
};

std::string compared(const query::AuditedCase& one, const std::string& unit) {
  if (one.surprise) return fmt::format("{}（同案由中少见，{:.1f} 比特）", one.outcome, *one.surprise);
  return fmt::format("{}{}，同类预期 {:.1f}（{:.1f}–{:.1f}），偏{} {:.1f} 个标准差", one.outcome, unit,
                     one.expected, one.low, one.high, one.deviations > 0 ? "高" : "低",
                     std::abs(one.deviations));
}

void print(const query::ConsistencyAnswer& answer, Console& console) {
  console.out << fmt::format("比较 {} 件的{}，另有 {} 件没有结果或事实。偏离只是查看的理由，不是结论。\n",
                             grouped(answer.total), answer.label, grouped(answer.without));
  std::uint64_t number = 0;
  for (const query::AuditedCase& one : answer.cases)
    console.out << fmt::format("\n{}. {}  {}\n   {}：{}\n", ++number, one.hit.record.id,
                               shortened(one.hit.title, 60), one.cause.empty() ? "（无案由）" : one.cause,
                               compared(one, answer.unit));
  if (answer.units.empty()) return;
  std::vector<std::vector<std::string>> rows{{"", "件数", "平均偏离", "p", "q", ""}};
  for (const query::AuditedUnit& unit : answer.units) {
    if (unit.deviation.too_small)
      rows.push_back({unit.label, std::to_string(unit.deviation.cases), "件数过少，不作推断", "", "", ""});
    else
      rows.push_back({unit.label, std::to_string(unit.deviation.cases),
                      fmt::format("{:+.2f}", unit.deviation.mean),
                      fmt::format("{:.4f}", unit.deviation.chance),
                      fmt::format("{:.4f}", unit.deviation.discovery), unit.departs ? "可看" : ""});
  }
  console.out << '\n' << aligned(rows, {1, 2, 3, 4});
}

Result<int> run_audit(const Options& options, Console& console) {
  query::ConsistencyRequest request = options.request;
  LEIAN_TRY(request.records.filters, parse_filters(options.filters));
  LEIAN_TRY(request.limit, bounded(kLimitParameter, options.limit));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::ConsistencyAnswer answer, gate->consistency(query::Principal{}, request));
  if (options.json)
    console.out << one_line(answer_json(answer)) << '\n';
  else
    print(answer, console);
  return kExitDone;
}

}  // namespace

Action declare_audit(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->request.records.kind);
  app.get_option("--kind")->required();
  add_filters(app, options->filters);
  app.add_option("--outcome", options->request.outcome, both(Msg::FlagAuditOutcome))->type_name("F");
  app.add_option("--by", options->request.by, both(Msg::FlagAuditBy))->type_name("F");
  app.add_option("--level", options->request.level, both(Msg::FlagAuditLevel))
      ->type_name("Q")
      ->capture_default_str();
  add_limit(app, options->limit);
  add_json(app, options->json);
  return [options](Console& console) { return run_audit(*options, console); };
}

}  // namespace leian::api
