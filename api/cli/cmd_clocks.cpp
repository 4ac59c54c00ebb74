// leian clocks: statutory clocks as of a day: what ran out, what soon will, and rates by unit and month.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/export/csv_line.hpp"
#include "api/http/status.hpp"
#include "api/json/clocks.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  query::ClockRequest request;
  std::vector<std::string> words;
  std::vector<std::string> filters;
  std::string as_of;
  std::string by;
  std::int64_t limit = query::ClockRequest{}.limit;
  std::int64_t offset = 0;
  bool json = false;
  bool csv = false;
};

Result<query::ClockRequest> request_of(const Options& options) {
  query::ClockRequest request = options.request;
  request.records.text = fmt::format("{}", fmt::join(options.words, " "));
  LEIAN_TRY(request.records.filters, parse_filters(options.filters));
  LEIAN_TRY(request.as_of, day_or_today(options.as_of, "--as-of"));
  request.by = parts_of(options.by);
  LEIAN_TRY(request.limit, bounded(kLimitParameter, options.limit));
  LEIAN_TRY(request.offset, bounded(kOffsetParameter, options.offset));
  return request;
}

std::string_view chinese(ClockState state) {
  constexpr std::string_view kNames[kClockStates] = {"期内",     "逾期未办",   "按期",
                                                     "逾期办理", "已逾行使期", "超出人数"};
  return kNames[static_cast<std::size_t>(state)];
}

std::string_view chinese(Light light) {
  constexpr std::string_view kNames[] = {"", "绿", "黄牌", "红牌"};
  return kNames[static_cast<std::size_t>(light)];
}

std::string left_of(const query::ClockItem& item) {
  const int left = item.reading.left;
  if (item.counts) return left < 0 ? fmt::format("超 {} 人", -left) : "未超";
  const std::string_view unit = item.unit == PeriodUnit::WorkingDay ? "个工作日" : "天";
  return left < 0 ? fmt::format("超 {} {}", -left, unit) : fmt::format("剩 {} {}", left, unit);
}

std::string percent(const query::ClockTally& tally) {
  const auto rate = tally.met_rate();
  return rate ? fmt::format("{:.1f}%", 100 * *rate) : "";
}

std::vector<std::string> group_cells(const query::ClockGroup& group) {
  std::vector<std::string> cells{group.label.zh};
  for (const std::string& label : group.labels) cells.push_back(label.empty() ? "（无）" : label);
  cells.push_back(std::to_string(group.tally.started()));
  for (const ClockState state : {ClockState::Met, ClockState::Late, ClockState::Overdue, ClockState::Running})
    cells.push_back(std::to_string(group.tally.of(state)));
  cells.push_back(std::to_string(group.tally.yellow));
  cells.push_back(std::to_string(group.tally.of(ClockState::Lapsed)));
  cells.push_back(std::to_string(group.tally.of(ClockState::Exceeded)));
  cells.push_back(percent(group.tally));
  return cells;
}

std::vector<std::string> group_header(const query::ClockRequest& request) {
  std::vector<std::string> header{"时限"};
  header.insert(header.end(), request.by.begin(), request.by.end());
  for (const char* name :
       {"起算", "按期", "逾期办理", "逾期未办", "期内", "黄牌", "未行使", "超人数", "按期率"})
    header.emplace_back(name);
  return header;
}

std::vector<std::string> item_cells(const query::ClockItem& item) {
  std::string notes;
  for (const Text& note : item.notes) (notes += notes.empty() ? "" : "；") += note.zh;
  return {item.id,
          item.title,
          item.organ,
          item.handler,
          item.label.zh,
          to_string(item.reading.from),
          to_string(item.reading.due),
          item.reading.done ? to_string(*item.reading.done) : "",
          std::to_string(item.reading.left),
          std::string(chinese(item.reading.state)),
          std::string(chinese(item.reading.light)),
          item.article.zh,
          notes};
}

void print_csv(const query::ClockAnswer& answer, const query::ClockRequest& request, Console& console) {
  console.out << kByteOrderMark;
  if (!request.by.empty()) {
    console.out << csv_line(group_header(request));
    for (const auto& group : answer.groups) console.out << csv_line(group_cells(group));
    return;
  }
  console.out << csv_line({"编号", "标题", "单位", "承办人", "时限", "起算日", "到期日", "办理日", "剩余",
                           "状态", "灯", "依据", "说明"});
  for (const auto& item : answer.items) console.out << csv_line(item_cells(item));
}

void print_items(const query::ClockAnswer& answer, Console& console) {
  for (const query::ClockItem& item : answer.items) {
    console.out << fmt::format("\n{} {}  {}  {}\n", chinese(item.reading.light), left_of(item), item.id,
                               shortened(item.title, 60));
    console.out << fmt::format("    {}：自 {} 起，{} 到期{}（{}）\n", item.label.zh,
                               to_string(item.reading.from), to_string(item.reading.due),
                               item.reading.done ? "，" + to_string(*item.reading.done) + " 办理" : "",
                               item.article.zh);
    if (!item.organ.empty() || !item.handler.empty())
      console.out << fmt::format("    {}{}{}\n", item.organ,
                                 item.organ.empty() || item.handler.empty() ? "" : " ", item.handler);
    for (const Text& note : item.notes) console.out << "    " << note.zh << '\n';
  }
}

void print(const query::ClockAnswer& answer, const query::ClockRequest& request, Console& console) {
  console.out << fmt::format("截至 {}，{} 件（{:.0f} 毫秒）\n\n", to_string(answer.as_of),
                             grouped(answer.records), answer.milliseconds);
  std::vector<std::vector<std::string>> rows{group_header(request)};
  for (const auto& group : answer.groups) rows.push_back(group_cells(group));
  std::vector<std::size_t> right;
  for (std::size_t i = request.by.size() + 1; i < rows.front().size(); ++i) right.push_back(i);
  console.out << aligned(rows, right);
  for (const Text& note : answer.notes) console.out << note.zh << '\n';
  if (answer.total > 0) console.out << fmt::format("\n符合所列灯色与状态的共 {} 项\n", grouped(answer.total));
  print_items(answer, console);
}

Result<int> run_clocks(const Options& options, Console& console) {
  LEIAN_TRY(const query::ClockRequest request, request_of(options));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::ClockAnswer answer, gate->clocks(query::Principal{}, request));
  if (options.json) {
    console.out << one_line(answer_json(answer)) << '\n';
    return kExitDone;
  }
  if (options.csv)
    print_csv(answer, request, console);
  else
    print(answer, request, console);
  return kExitDone;
}

}  // namespace

Action declare_clocks(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->request.records.kind);
  add_filters(app, options->filters);
  add_repeatable(app, "--id", options->request.records.among, Msg::FlagOnlyIds)->type_name("ID");
  app.add_option("--as-of", options->as_of, both(Msg::FlagAsOf))->type_name("DATE");
  add_repeatable(app, "--clock", options->request.clocks, Msg::FlagClock)->type_name("NAME");
  add_repeatable(app, "--light", options->request.lights, Msg::FlagLight)->type_name("LIGHT");
  add_repeatable(app, "--state", options->request.states, Msg::FlagState)->type_name("STATE");
  app.add_option("--by", options->by, both(Msg::FlagBy))->type_name("F,…");
  add_limit(app, options->limit);
  app.add_option("--offset", options->offset, both(Msg::FlagOffset))->type_name("K");
  add_json(app, options->json);
  app.add_flag("--csv", options->csv, both(Msg::FlagCsv));
  app.add_option("QUERY", options->words, both(Msg::FlagAsked))->type_name("");
  return [options](Console& console) { return run_clocks(*options, console); };
}

}  // namespace leian::api
