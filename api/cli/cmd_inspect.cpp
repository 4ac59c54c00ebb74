// leian inspect: looks into records one by one: what documents state, whether scores agree, how far reviews
// reach.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/parameters.hpp"
#include "api/json/problem.hpp"
#include "api/json/reviews.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  query::InspectRequest request;
  std::vector<std::string> words;
  std::vector<std::string> filters;
  std::int64_t limit = query::InspectRequest{}.limit;
  bool json = false;
};

Result<query::InspectRequest> request_of(const Options& options) {
  query::InspectRequest request = options.request;
  request.records.text = fmt::format("{}", fmt::join(options.words, " "));
  LEIAN_TRY(request.records.filters, parse_filters(options.filters));
  LEIAN_TRY(request.limit, bounded(kLimitParameter, options.limit));
  return request;
}

std::string_view chinese(ContentForce force) {
  constexpr std::string_view kNames[] = {"应当", "可以", "生效要件"};
  return kNames[static_cast<std::size_t>(force)];
}

std::string_view chinese(ContentFinding::Status status) {
  constexpr std::string_view kNames[] = {"有", "缺", "无从核对"};
  return kNames[static_cast<std::size_t>(status)];
}

void print(const query::ContentsAnswer& answer, Console& console) {
  console.out << fmt::format("看过 {} 件，其中文书 {} 份\n", grouped(answer.records),
                             grouped(answer.documents));
  std::vector<std::vector<std::string>> rows{{"文书", "事项", "要求", "有", "缺", "无从核对", "依据"}};
  for (const auto& tally : answer.tallies)
    if (tally.present + tally.missing + tally.unknown > 0)
      rows.push_back({tally.document_label.zh, tally.label.zh, std::string(chinese(tally.force)),
                      grouped(tally.present), grouped(tally.missing), grouped(tally.unknown),
                      tally.article.zh});
  console.out << aligned(rows, {3, 4, 5});
  if (answer.total > 0) console.out << fmt::format("\n有所列结果的共 {} 份\n", grouped(answer.total));
  for (const auto& item : answer.items) {
    console.out << fmt::format("\n{}  {}\n", item.id, shortened(item.title, 60));
    for (const auto& line : item.lines) {
      console.out << fmt::format("    {}：{}（{}）\n", chinese(line.status), line.label.zh, line.article.zh);
      if (!line.sentence.empty()) console.out << fmt::format("        {}\n", shortened(line.sentence, 160));
    }
  }
}

void print(const query::ScoresAnswer& answer, Console& console) {
  console.out << fmt::format("看过 {} 件，其中有评查结果 {} 件，不相符 {} 件\n", grouped(answer.records),
                             grouped(answer.reviewed), grouped(answer.total));
  for (const auto& item : answer.items) {
    console.out << fmt::format("\n{}  {}\n", item.id, shortened(item.title, 60));
    for (const ScoreFinding& finding : item.lines) console.out << "    " << finding.what.zh << '\n';
  }
}

void print(const query::CoverageAnswer& answer, Console& console) {
  std::vector<std::vector<std::string>> rows{
      {"层级", "单位", "评查过的单位", "覆盖率", "案件", "评查过的案件"}};
  for (const auto& row : answer.rows)
    rows.push_back({row.level.empty() ? "（未填）" : row.level, grouped(row.units),
                    grouped(row.reviewed_units),
                    row.units == 0 ? ""
                                   : fmt::format("{:.1f}%", 100.0 * static_cast<double>(row.reviewed_units) /
                                                                static_cast<double>(row.units)),
                    grouped(row.cases), grouped(row.reviewed_cases)});
  console.out << aligned(rows, {1, 2, 3, 4, 5});
}

/// Asks the gate by one of its functions and shows the answer.
template <class Answer>
Action asking(const std::shared_ptr<Options>& options,
              Result<Answer> (query::Gate::*ask)(const query::Principal&, const query::InspectRequest&)
                  const) {
  return [options, ask](Console& console) -> Result<int> {
    LEIAN_TRY(const query::InspectRequest request, request_of(*options));
    LEIAN_TRY(const auto gate, open_gate(options->db));
    LEIAN_TRY(const Answer answer, ((*gate).*ask)(query::Principal{}, request));
    if (options->json)
      console.out << one_line(answer_json(answer)) << '\n';
    else
      print(answer, console);
    return kExitDone;
  };
}

std::shared_ptr<Options> declare_common(CLI::App& app) {
  auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->request.records.kind);
  add_filters(app, options->filters);
  add_repeatable(app, "--id", options->request.records.among, Msg::FlagOnlyIds)->type_name("ID");
  add_json(app, options->json);
  app.add_option("QUERY", options->words, both(Msg::FlagAsked))->type_name("");
  return options;
}

Action declare_contents(CLI::App& app) {
  const auto options = declare_common(app);
  add_limit(app, options->limit);
  add_repeatable(app, "--findings", options->request.findings, Msg::FlagFindings)->type_name("WHICH");
  return asking(options, &query::Gate::contents);
}

Action declare_scores(CLI::App& app) {
  const auto options = declare_common(app);
  add_limit(app, options->limit);
  return asking(options, &query::Gate::scores);
}

Action declare_coverage(CLI::App& app) {
  const auto options = declare_common(app);
  app.add_option("--period", options->request.period, both(Msg::FlagPeriod))->type_name("PERIOD");
  return asking(options, &query::Gate::coverage);
}

}  // namespace

Action declare_inspect(CLI::App& app) {
  return declare_parts(app, {{"contents", Msg::AboutInspectContents, declare_contents},
                             {"scores", Msg::AboutInspectScores, declare_scores},
                             {"coverage", Msg::AboutInspectCoverage, declare_coverage}});
}

}  // namespace leian::api
