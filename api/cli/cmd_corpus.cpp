// leian corpus generate: a seeded corpus of made-up records.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/synthetic/generator.hpp"

namespace leian::api {
namespace {

nlohmann::ordered_json summary_json(const GenerateSummary& summary) {
  auto files = nlohmann::ordered_json::array();
  for (const auto& file : summary.files) files.push_back(file.string());
  return {
      {"records", summary.records}, {"bytes", summary.bytes}, {"kinds", summary.by_kind}, {"files", files}};
}

std::string summary_text(const GenerateSummary& summary) {
  constexpr double kMegabyte = 1e6;
  std::string text = fmt::format("生成 {} 条，{:.1f} MB\n", grouped(summary.records),
                                 static_cast<double>(summary.bytes) / kMegabyte);
  std::vector<std::vector<std::string>> rows;
  for (const auto& [kind, records] : summary.by_kind) rows.push_back({kind, grouped(records)});
  text += aligned(rows, {1});
  for (const auto& file : summary.files) text += fmt::format("  {}\n", file.string());
  return text;
}

Result<int> run_generate(const GenerateOptions& options, bool json, Console& console) {
  LEIAN_TRY(const KindSet kinds, KindSet::load());
  LEIAN_TRY(const GenerateSummary summary, generate(options, kinds));
  console.out << (json ? one_line(summary_json(summary)) + '\n' : summary_text(summary));
  return kExitDone;
}

}  // namespace

Action declare_corpus(CLI::App& app) {
  constexpr int kMaxJobs = 256;
  const auto options = std::make_shared<GenerateOptions>();
  const auto json = std::make_shared<bool>(false);
  CLI::App* generate = app.add_subcommand("generate", both(Msg::AboutGenerate));
  generate->add_option("--count", options->count, both(Msg::FlagCount))
      ->type_name("N")
      ->capture_default_str();
  generate->add_option("--seed", options->seed, both(Msg::FlagSeed))->type_name("S")->capture_default_str();
  generate->add_option("--out", options->out, both(Msg::FlagOut))->type_name("DIR")->required();
  generate->add_option("--set", options->set, both(Msg::FlagSet))->type_name("NAME")->capture_default_str();
  generate->add_option("--jobs", options->jobs, both(Msg::FlagJobs))
      ->type_name("N")
      ->check(CLI::Range(0, kMaxJobs));
  add_json(*generate, *json);
  app.require_subcommand(1);
  return [options, json](Console& console) { return run_generate(*options, *json, console); };
}

}  // namespace leian::api
