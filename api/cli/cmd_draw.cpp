// leian draw: draws cases for review and writes how they were drawn; --replay draws again by such a record
// and compares.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/clocks.hpp"
#include "api/json/problem.hpp"
#include "api/json/reviews.hpp"
#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/record/document.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  query::DrawRequest request;
  std::vector<std::string> words;
  std::vector<std::string> filters;
  std::string by;
  std::string as_of;
  std::string out;
  std::string replay;
  bool json = false;
};

Result<query::DrawRequest> request_of(const Options& options) {
  query::DrawRequest request = options.request;
  request.records.text = fmt::format("{}", fmt::join(options.words, " "));
  LEIAN_TRY(request.records.filters, parse_filters(options.filters));
  LEIAN_TRY(request.as_of, day_or_today(options.as_of, "--as-of"));
  request.by = parts_of(options.by);
  return request;
}

/// The record of a draw, to be read by people too.
std::string pretty(const query::DrawAnswer& answer) {
  return answer_json(answer).dump(2, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

void print(const query::DrawAnswer& answer, Console& console) {
  console.out << fmt::format("{}：总体 {} 件，抽取 {} 件，种子 {}\n", answer.asked.type,
                             grouped(answer.population), grouped(answer.cases.size()), answer.asked.seed);
  if (!answer.asked.by.empty()) {
    std::vector<std::vector<std::string>> rows{{"层", "总体", "抽取"}};
    for (const auto& stratum : answer.strata) {
      std::string name;
      for (const auto& label : stratum.labels)
        (name += name.empty() ? "" : " · ") += label.empty() ? "（无）" : label;
      rows.push_back({name, grouped(stratum.population), grouped(stratum.drawn)});
    }
    console.out << aligned(rows, {1, 2});
  }
  for (const auto& drawn : answer.cases)
    console.out << fmt::format("{}  {}  {}\n", drawn.id, shortened(drawn.title, 60),
                               fmt::join(drawn.rules, "、"));
}

/// Draws again by a record and says where the lists part.
Result<int> run_replay(const Options& options, Console& console) {
  LEIAN_TRY(const std::string text, read_small_file(options.replay));
  LEIAN_TRY(const DrawRecord record, read_draw_record(text, options.replay));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::DrawAnswer answer, gate->draw(query::Principal{}, record.request));
  std::vector<std::string> ids;
  for (const auto& drawn : answer.cases) ids.push_back(drawn.id);
  const std::set<std::string> before(record.ids.begin(), record.ids.end());
  const std::set<std::string> now(ids.begin(), ids.end());
  std::vector<std::string> gone;
  std::vector<std::string> added;
  std::set_difference(before.begin(), before.end(), now.begin(), now.end(), std::back_inserter(gone));
  std::set_difference(now.begin(), now.end(), before.begin(), before.end(), std::back_inserter(added));
  const bool same = ids == record.ids;
  if (options.json) {
    console.out << one_line({{"same", same},
                             {"population", answer.population},
                             {"population_then", record.population},
                             {"generation", answer.generation},
                             {"generation_then", record.generation},
                             {"gone", gone},
                             {"added", added}})
                << '\n';
    return same ? kExitDone : kExitSomeRejected;
  }
  console.out << (same ? fmt::format("重放一致：{} 件\n", ids.size())
                       : fmt::format("重放不一致：少 {} 件（{}），多 {} 件（{}）\n", gone.size(),
                                     fmt::join(gone, "、"), added.size(), fmt::join(added, "、")));
  if (!same)
    console.out
        << say(Msg::DrawMoved, record.generation, answer.generation, record.population, answer.population).zh
        << '\n';
  return same ? kExitDone : kExitSomeRejected;
}

Result<int> run_draw(const Options& options, Console& console) {
  if (!options.replay.empty()) return run_replay(options, console);
  LEIAN_TRY(const query::DrawRequest request, request_of(options));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::DrawAnswer answer, gate->draw(query::Principal{}, request));
  if (!options.out.empty()) LEIAN_CHECK(replace_file(options.out, pretty(answer)));
  if (options.json)
    console.out << one_line(answer_json(answer)) << '\n';
  else
    print(answer, console);
  return kExitDone;
}

}  // namespace

Action declare_draw(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->request.records.kind);
  app.add_option("--type", options->request.type, both(Msg::FlagDrawType))->type_name("TYPE");
  add_filters(app, options->filters);
  app.add_option("-n,--count", options->request.count, both(Msg::FlagDrawCount))->type_name("N");
  app.add_option("--by", options->by, both(Msg::FlagDrawBy))->type_name("F,…");
  app.add_option("--least", options->request.least, both(Msg::FlagDrawMin))->type_name("N");
  add_repeatable(app, "--rule", options->request.rules, Msg::FlagDrawRule)->type_name("RULE");
  app.add_option("--seed", options->request.seed, both(Msg::FlagDrawSeed))->type_name("N");
  app.add_option("--as-of", options->as_of, both(Msg::FlagAsOf))->type_name("DATE");
  app.add_option("--out", options->out, both(Msg::FlagDrawOut))->type_name("FILE");
  app.add_option("--replay", options->replay, both(Msg::FlagDrawReplay))->type_name("FILE");
  add_json(app, options->json);
  app.add_option("QUERY", options->words, both(Msg::FlagAsked))->type_name("");
  return [options](Console& console) { return run_draw(*options, console); };
}

}  // namespace leian::api
