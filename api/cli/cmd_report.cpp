// leian report: a report on similar cases to file, and the replay of one.
#include <fmt/format.h>

#include "api/cli/asked_flags.hpp"
#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/cli/speaker.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "api/report/replay.hpp"
#include "api/report/report_request.hpp"
#include "api/report/report_writer.hpp"
#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  AskedFlags asked;
  std::vector<std::string> senses;
  std::int64_t limit = kUsualReportCases;
  std::string user;
  std::string title;
  std::filesystem::path out;
  std::filesystem::path replay;
  bool json = false;
};

Result<query::ReportRequest> request_of(const Options& options, const KindSet& kinds) {
  query::ReportRequest request;
  request.user = options.user.empty() ? system_user() : options.user;
  request.title = options.title;
  request.at = moment_now();
  LEIAN_TRY(query::SimilarRequest lookup, look_up_of(options.asked, kinds));
  lookup.beside = true;
  LEIAN_TRY(lookup.limit, bounded(kReportLimitParameter, options.limit));
  LEIAN_TRY(request.lookups, lookups_of(lookup, options.senses));
  return request;
}

Result<ReportFormatRow> format_of(const std::filesystem::path& out) {
  const std::string ending = out.extension().string();
  return report_format(ending.empty() ? ending : ending.substr(1));
}

Result<int> make_report(const Options& options, Console& console) {
  LEIAN_TRY(const ReportFormatRow format, format_of(options.out));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::ReportRequest request, request_of(options, *gate->schema()));
  LEIAN_TRY(const query::SimilarReport report, gate->report(query::Principal{}, request));
  LEIAN_TRY(const std::string bytes, report_file(report, format.format));
  LEIAN_CHECK(replace_file(options.out, bytes));
  if (options.json)
    console.out << one_line({{"report", options.out.string()},
                             {"format", format.name},
                             {"lookups", report.lookups.size()},
                             {"cases", report.cases.size()},
                             {"generation", report.revision.generation}})
                << '\n';
  else
    console.err
        << say(Msg::ReportWritten, options.out.string(), report.lookups.size(), report.cases.size()).zh
        << '\n';
  return kExitDone;
}

void print(Console& console, const ReplayOutcome& outcome) {
  const auto& [then, now] = std::pair{outcome.then, outcome.now};
  console.out << (outcome.same_revision ? say(Msg::ReplayRevisionSame, now.generation, now.records)
                                        : say(Msg::ReplayRevisionOther, then.generation, then.records,
                                              now.generation, now.records))
                     .zh
              << '\n';
  for (std::size_t i = 0; i < outcome.lookups.size(); ++i) {
    const ReplayedLookUp& lookup = outcome.lookups[i];
    console.out << (lookup.same ? say(Msg::ReplaySame, i + 1, lookup.hits)
                                : say(Msg::ReplayDiffers, i + 1, differences_text(lookup)))
                       .zh
                << '\n';
  }
}

Result<int> run_replay(const Options& options, Console& console) {
  LEIAN_TRY(const std::string bytes, read_file(options.replay));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const RecordedLog recorded, read_log(bytes, options.replay.string(), *gate->schema()));
  LEIAN_TRY(const ReplayOutcome outcome, replay(*gate, query::Principal{}, recorded));
  if (options.json)
    console.out << one_line(replay_json(outcome)) << '\n';
  else
    print(console, outcome);
  return outcome.same() ? kExitDone : kExitSomeRejected;
}

Result<int> run_report(const Options& options, Console& console) {
  const bool replays = !options.replay.empty();
  const bool complete = replays ? !options.asked.any_case() && options.out.empty()
                                : options.asked.any_case() && !options.out.empty();
  if (!complete) return err(ErrorCode::BadUsage, Msg::ReportOneOf);
  return replays ? run_replay(options, console) : make_report(options, console);
}

}  // namespace

Action declare_report(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_asked(app, options->asked, false);
  app.add_option("--out", options->out, both(Msg::FlagReportOut))->type_name("FILE");
  add_repeatable(app, "--sense", options->senses, Msg::FlagReportSense)->type_name("SENSE");
  add_limit(app, options->limit);
  app.add_option("--user", options->user, both(Msg::FlagReportUser))->type_name("NAME");
  app.add_option("--title", options->title, both(Msg::FlagReportTitle))->type_name("TITLE");
  app.add_option("--replay", options->replay, both(Msg::FlagReplay))->type_name("FILE.json");
  add_json(app, options->json);
  return [options](Console& console) { return run_report(*options, console); };
}

}  // namespace leian::api
