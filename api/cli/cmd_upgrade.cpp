// leian upgrade: brings an index of an older version up to date, in place.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/keeping/upgrade.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  unsigned jobs = 0;
  bool json = false;
};

nlohmann::ordered_json summary_json(const UpgradeSummary& summary) {
  return {{"upgraded", summary.needed},   {"format_before", summary.format_before},
          {"format", summary.format},     {"analyzer_before", summary.analyzer_before},
          {"analyzer", summary.analyzer}, {"records", summary.records},
          {"seconds", summary.seconds}};
}

std::string summary_text(const UpgradeSummary& summary) {
  if (!summary.needed) return "索引已是最新，无须升级\n";
  return fmt::format("已升级 {} 条记录：格式 {} → {}，分词版本 {} → {}；用时 {:.1f} 秒\n",
                     grouped(summary.records), summary.format_before, summary.format, summary.analyzer_before,
                     summary.analyzer, summary.seconds);
}

Result<int> run_upgrade(const Options& options, Console& console) {
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  std::function<void(const UpgradeProgress&)> show;
  if (console.err_terminal)
    show = [&console](const UpgradeProgress& progress) {
      console.err << fmt::format("\r\x1b[K已重写 {} / {} 条", grouped(progress.done),
                                 grouped(progress.records))
                  << std::flush;
    };
  const auto summary = upgrade_index(options.db, analyzer, options.jobs, show);
  if (console.err_terminal) console.err << "\r\x1b[K" << std::flush;
  if (!summary) return Unexpected(summary.error());
  console.out << (options.json ? one_line(summary_json(*summary)) + '\n' : summary_text(*summary));
  return kExitDone;
}

}  // namespace

Action declare_upgrade(CLI::App& app) {
  constexpr unsigned kMaxJobs = 256;
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  app.add_option("--jobs", options->jobs, both(Msg::FlagJobs))
      ->type_name("N")
      ->check(CLI::Range(0u, kMaxJobs));
  add_json(app, options->json);
  return [options](Console& console) { return run_upgrade(*options, console); };
}

}  // namespace leian::api
