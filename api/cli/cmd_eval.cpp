// leian eval: how well an index answers queries whose right answers are known.
#include <fmt/format.h>

#include <optional>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "query/eval/evaluate.hpp"

namespace leian::api {
namespace {

constexpr const char* kRunTag = "leian";

struct Options {
  std::filesystem::path db;
  std::filesystem::path queries;
  std::filesystem::path qrels;
  std::string mode = "search";
  query::EvalOptions ranking;
  std::filesystem::path run_out;
  std::filesystem::path compare;
  bool per_query = false;
  bool json = false;
};

struct Report {
  std::size_t queries = 0;
  std::vector<query::Refusal> refused;
  query::Scores scores{};
  std::vector<std::pair<std::string, query::Scores>> each;  ///< qid and scores, where they were asked for
  std::optional<std::array<query::Comparison, query::kMeasures.size()>> comparison;
};

nlohmann::ordered_json scores_json(const query::Scores& scores) {
  nlohmann::ordered_json json;
  for (std::size_t m = 0; m < query::kMeasures.size(); ++m)
    json[std::string(query::kMeasures[m].name)] = scores[m];
  return json;
}

nlohmann::ordered_json report_json(const Report& report, const Options& options) {
  nlohmann::ordered_json json = {{"queries", report.queries}};
  json.update(scores_json(report.scores));
  json["refused"] = report.refused.size();
  for (const auto& [qid, scores] : report.each) json["per_query"][qid] = scores_json(scores);
  if (!report.comparison) return json;
  nlohmann::ordered_json compared = {{"run", options.compare.string()}};
  for (std::size_t m = 0; m < query::kMeasures.size(); ++m) {
    const query::Comparison& one = (*report.comparison)[m];
    compared[std::string(query::kMeasures[m].name)] = {
        {"other", one.other}, {"difference", one.difference}, {"p", one.p}};
  }
  json["compare"] = std::move(compared);
  return json;
}

std::string report_text(const Report& report) {
  std::vector<std::vector<std::string>> rows{{"指标", "得分"}};
  if (report.comparison) rows.front().insert(rows.front().end(), {"对照", "差", "p"});
  for (std::size_t m = 0; m < query::kMeasures.size(); ++m) {
    rows.push_back({std::string(query::kMeasures[m].name), fmt::format("{:.4f}", report.scores[m])});
    if (!report.comparison) continue;
    const query::Comparison& one = (*report.comparison)[m];
    rows.back().insert(rows.back().end(),
                       {fmt::format("{:.4f}", one.other), fmt::format("{:+.4f}", one.difference),
                        fmt::format("{:.4f}", one.p)});
  }
  return fmt::format("{} 个查询\n", grouped(report.queries)) + aligned(rows, {1, 2, 3, 4});
}

std::string each_text(const Report& report) {
  std::vector<std::vector<std::string>> rows{{"qid"}};
  for (const query::Measure& measure : query::kMeasures) rows.front().emplace_back(measure.name);
  for (const auto& [qid, scores] : report.each) {
    rows.push_back({qid});
    for (const double score : scores) rows.back().push_back(fmt::format("{:.4f}", score));
  }
  std::vector<std::size_t> right;
  for (std::size_t column = 1; column < rows.front().size(); ++column) right.push_back(column);
  return report.each.empty() ? std::string() : aligned(rows, right);
}

/// The run to compare with; empty where none was asked for.
Result<query::Run> other_run(const Options& options, const query::Qrels& qrels) {
  if (options.compare.empty()) return query::Run{};
  LEIAN_TRY(query::Run run, query::read_run(options.compare));
  return options.ranking.pool ? query::within_pool(std::move(run), qrels) : std::move(run);
}

Result<Report> evaluate(const Options& options) {
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::Qrels qrels, query::read_qrels(options.qrels));
  LEIAN_TRY(auto all, query::read_queries(options.queries, *gate->schema()));
  const auto judged = query::judged_only(std::move(all), qrels);
  if (judged.empty())
    return err(ErrorCode::BadInput, Msg::NothingJudged, options.queries.string(), options.qrels.string());
  LEIAN_TRY(const query::Run other, other_run(options, qrels));

  LEIAN_TRY(query::EvalRun answered, query::rank_all(*gate, judged, qrels, options.ranking));
  if (!options.run_out.empty()) LEIAN_CHECK(query::write_run(options.run_out, answered.run, kRunTag));
  const auto scores = query::score_run(answered.run, judged, qrels);
  Report report{judged.size(), std::move(answered.refused), query::mean(scores), {}, std::nullopt};
  if (options.per_query)
    for (std::size_t i = 0; i < judged.size(); ++i) report.each.emplace_back(judged[i].qid, scores[i]);
  if (!options.compare.empty())
    report.comparison = query::compare(scores, query::score_run(other, judged, qrels));
  return report;
}

Result<int> run_eval(Options options, Console& console) {
  if (options.mode == "similar") options.ranking.mode = query::EvalMode::Similar;
  LEIAN_TRY(const Report report, evaluate(options));
  for (const query::Refusal& refusal : report.refused) {
    const Text line = say_because(Msg::EvalRefused, refusal.why.what, refusal.qid);
    console.err << error_line({refusal.why.code, line, {}}) << '\n';
  }
  console.out << (options.json ? one_line(report_json(report, options)) + '\n'
                               : each_text(report) + report_text(report));
  return kExitDone;
}

}  // namespace

Action declare_eval(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  app.add_option("--queries", options->queries, both(Msg::FlagQueries))->type_name("Q.jsonl")->required();
  app.add_option("--qrels", options->qrels, both(Msg::FlagQrels))->type_name("QRELS.trec")->required();
  app.add_option("--mode", options->mode, both(Msg::FlagMode))
      ->type_name("MODE")
      ->check(CLI::IsMember({"search", "similar"}))
      ->capture_default_str();
  app.add_flag("--pool", options->ranking.pool, both(Msg::FlagPool));
  app.add_flag("--learn", options->ranking.learn, both(Msg::FlagLearn));
  app.add_option("--depth", options->ranking.depth, both(Msg::FlagDepth))
      ->type_name("N")
      ->check(CLI::Range(1u, query::kMaxDepth))
      ->capture_default_str();
  app.add_option("--run-out", options->run_out, both(Msg::FlagRunOut))->type_name("RUN.trec");
  app.add_option("--compare", options->compare, both(Msg::FlagCompare))->type_name("RUN2.trec");
  app.add_flag("--per-query", options->per_query, both(Msg::FlagPerQuery));
  add_repeatable(app, "--without", options->ranking.without, Msg::FlagWithout)->type_name("CHANNEL");
  add_json(app, options->json);
  return [options](Console& console) { return run_eval(*options, console); };
}

}  // namespace leian::api
