// leian train: learns causes from the indexed records, whatever `leian index` has learned of them before.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/cli/summary.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/live/replay.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  std::string kind;
  bool json = false;
};

Result<std::vector<LearnedKind>> train(const Options& options, Console& console) {
  LEIAN_CHECK(read_manifest(options.db));  // before a lock file is made where there is no index
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const KindSet none, KindSet::from_sources({}));
  LEIAN_TRY(const auto writer, IndexWriter::open(options.db, none, analyzer));
  LEIAN_CHECK(replay_journal(*writer));
  LearnOptions learning;
  learning.kind = options.kind;
  if (console.err_terminal)
    learning.progress = [&console](const std::string& kind, double done) {
      console.err << learning_line(kind, done) << std::flush;
    };
  auto learned = learn_causes(*writer, learning);
  if (console.err_terminal) console.err << "\r\x1b[K" << std::flush;
  return learned;
}

Result<int> run_train(const Options& options, Console& console) {
  LEIAN_TRY(const auto learned, train(options, console));
  if (options.json) {
    nlohmann::ordered_json all = {{"kinds", nlohmann::ordered_json::array()}};
    for (const LearnedKind& one : learned) all["kinds"].push_back(learned_json(one));
    console.out << one_line(all) << '\n';
    return kExitDone;
  }
  for (const LearnedKind& one : learned) console.out << learned_text(one);
  return kExitDone;
}

}  // namespace

Action declare_train(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  app.add_option("--kind", options->kind, both(Msg::FlagTrainKind))->type_name("KIND");
  add_json(app, options->json);
  return [options](Console& console) { return run_train(*options, console); };
}

}  // namespace leian::api
