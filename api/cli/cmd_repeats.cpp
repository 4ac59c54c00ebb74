// leian repeats join: which petitions are about one matter. leian repeats list: the chains, with reasons.
// leian repeats merge, split, undo: a person's word, which holds however often the chains are joined anew.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/cli/speaker.hpp"
#include "api/http/status.hpp"
#include "api/json/parameters.hpp"
#include "api/json/problem.hpp"
#include "api/json/repeats_answer.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

using query::ChainDecision;

struct Options {
  std::filesystem::path db;
  query::RepeatsRequest request;
  std::vector<std::string> filters;
  std::int64_t limit = query::RepeatsRequest{}.limit;
  std::int64_t least = query::RepeatsRequest{}.least;
  ChainDecision decision;
  bool json = false;
};

std::string_view standing_text(query::ChainPlace standing) {
  switch (standing) {
    case query::ChainPlace::First:
      return "初次";
    case query::ChainPlace::Repeat:
      return "重复";
    case query::ChainPlace::Escalated:
      return "越级上行";
    case query::ChainPlace::AfterRecheck:
      break;
  }
  return "复核后仍访";
}

std::string day_of(const Record& record) {
  const Scalar* opened = record.first(Role::Opened);
  return opened == nullptr ? "          " : to_display(*opened).substr(0, 10);
}

std::string reason_text(const query::ChainReason& reason) {
  if (!reason.by.empty()) return fmt::format("{} 人工并案", reason.by);
  std::string text = fmt::format("把握 {:.2f}", reason.confidence);
  if (reason.same_person) text += "，同一人";
  if (!reason.shared.empty()) text += fmt::format("，同有“{}”", fmt::join(reason.shared, "”“"));
  return text;
}

void print(const query::RepeatsAnswer& answer, Console& console) {
  console.out << fmt::format("{} 件中有 {} 个事项被重复反映，涉及 {} 件\n", grouped(answer.records),
                             grouped(answer.total), grouped(answer.members));
  if (answer.joined_at != answer.generation)
    console.out << "串并之后索引又有更新，请重新运行 leian repeats join\n";
  std::size_t number = 0;
  for (const query::RepeatChain& chain : answer.chains) {
    console.out << fmt::format("\n{}. {} 件\n", ++number, chain.members.size());
    for (const query::ChainMember& member : chain.members)
      console.out << fmt::format("   {}  {}  {}  {}\n", day_of(member.hit.record),
                                 standing_text(member.standing), member.hit.record.id,
                                 shortened(member.hit.title, 60));
    for (const query::ChainReason& reason : chain.reasons)
      console.out << fmt::format("     {} ← {}：{}\n", reason.to, reason.id, reason_text(reason));
  }
}

Result<int> run_join(const Options& options, Console& console) {
  LEIAN_TRY(const auto gate, open_gate(options.db));
  query::JoinRequest request;
  request.kind = options.request.kind;
  LEIAN_TRY(const query::JoinAnswer answer, gate->join_repeats(request));
  const auto json = answer_json(answer);
  if (options.json)
    console.out << one_line(json) << '\n';
  else
    console.out << fmt::format("{} 件串并为 {} 个重复事项，涉及 {} 件（{:.1f} 秒）\n",
                               grouped(answer.chains.records), grouped(answer.chains.chains.size()),
                               grouped(json["members"].get<std::uint64_t>()), answer.milliseconds / 1000);
  return kExitDone;
}

Result<int> run_list(const Options& options, Console& console) {
  query::RepeatsRequest request = options.request;
  LEIAN_TRY(request.filters, parse_filters(options.filters));
  LEIAN_TRY(request.limit, bounded(kLimitParameter, options.limit));
  LEIAN_TRY(request.least, bounded(kLeastParameter, options.least));
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const query::RepeatsAnswer answer, gate->repeats(query::Principal{}, request));
  if (options.json)
    console.out << one_line(answer_json(answer)) << '\n';
  else
    print(answer, console);
  return kExitDone;
}

Result<int> run_decide(const Options& options, ChainDecision::Word word, Console& console) {
  ChainDecision decision = options.decision;
  decision.word = word;
  if (decision.by.empty()) decision.by = system_user();
  decision.when = to_string(moment_now());
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const std::size_t line, gate->decide_repeats(query::Principal{}, decision));
  if (options.json)
    console.out << one_line({{"line", line}, {"by", decision.by}}) << '\n';
  else
    console.out << fmt::format("已记为第 {} 条决定（{}）\n", line, decision.by);
  return kExitDone;
}

Result<int> run_decisions(const Options& options, Console& console) {
  LEIAN_TRY(const auto gate, open_gate(options.db));
  LEIAN_TRY(const auto decisions, query::read_decisions(options.db));
  if (options.json) {
    console.out << one_line(answer_json(decisions)) << '\n';
    return kExitDone;
  }
  for (const ChainDecision& decision : decisions)
    console.out << fmt::format("{}. {} {}：{}（{}）\n", decision.line, decision.when.substr(0, 10),
                               decision.word == ChainDecision::Word::Merge ? "并案" : "拆分",
                               fmt::join(decision.ids, "、"), decision.by);
  return kExitDone;
}

Action declare_join(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->request.kind);
  app.get_option("--kind")->required();
  add_json(app, options->json);
  return [options](Console& console) { return run_join(*options, console); };
}

Action declare_list(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_kind(app, options->request.kind);
  app.get_option("--kind")->required();
  app.add_option("--id", options->request.id, both(Msg::FlagRepeatsId))->type_name("ID");
  app.add_option("--standing", options->request.standing, both(Msg::FlagRepeatsStanding))->type_name("S");
  app.add_option("--least", options->least, both(Msg::FlagRepeatsLeast))->type_name("N");
  add_filters(app, options->filters);
  add_limit(app, options->limit);
  add_json(app, options->json);
  return [options](Console& console) { return run_list(*options, console); };
}

template <ChainDecision::Word word>
Action declare_decide(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  if (word == ChainDecision::Word::Undo)
    app.add_option("LINE", options->decision.line, both(Msg::FlagRepeatsLine))->required()->type_name("");
  else
    app.add_option("ID", options->decision.ids, both(Msg::FlagRepeatsIds))->required()->type_name("");
  app.add_option("--by", options->decision.by, both(Msg::FlagReviewBy))->type_name("NAME");
  add_json(app, options->json);
  return [options](Console& console) { return run_decide(*options, word, console); };
}

Action declare_decisions(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  add_json(app, options->json);
  return [options](Console& console) { return run_decisions(*options, console); };
}

}  // namespace

Action declare_repeats(CLI::App& app) {
  return declare_parts(app, {{"join", Msg::AboutRepeatsJoin, declare_join},
                             {"list", Msg::AboutRepeatsList, declare_list},
                             {"merge", Msg::AboutRepeatsMerge, declare_decide<ChainDecision::Word::Merge>},
                             {"split", Msg::AboutRepeatsSplit, declare_decide<ChainDecision::Word::Split>},
                             {"undo", Msg::AboutRepeatsUndo, declare_decide<ChainDecision::Word::Undo>},
                             {"decisions", Msg::AboutRepeatsDecisions, declare_decisions}});
}

}  // namespace leian::api
