#include "api/cli/summary.hpp"

#include <fmt/format.h>

#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {

nlohmann::ordered_json learned_json(const LearnedKind& one) {
  return {{"kind", one.kind},           {"learned", one.learned},
          {"labelled", one.labelled},   {"learned_from", one.learned_from},
          {"causes", one.causes},       {"features", one.features},
          {"top1", one.accuracy.first}, {"top3", one.accuracy.first_three},
          {"seconds", one.seconds}};
}

std::string learned_text(const LearnedKind& one) {
  constexpr double kPercent = 100;
  if (one.learned_from == 0)
    return fmt::format("{}：有案由的记录 {} 条，不足以学习（至少 {} 条、两种案由）\n", one.kind,
                       grouped(one.labelled), kFewestRecords);
  return fmt::format(
      "{}：{}从 {} 条有案由的记录中取 {} 条学习 {} 种案由；留出验证首选正确 {:.1f}%，前三含正确 {:.1f}%\n",
      one.kind, one.learned ? "" : "未重学（记录变化不大），现有模型", grouped(one.labelled),
      grouped(one.learned_from), grouped(one.causes), one.accuracy.first * kPercent,
      one.accuracy.first_three * kPercent);
}

std::string learning_line(const std::string& kind, double done) {
  constexpr double kPercent = 100;
  return fmt::format("\r\x1b[K正在学习案由（{}）· {:.0f}%", kind, done * kPercent);
}

nlohmann::ordered_json summary_json(const IndexSummary& summary) {
  nlohmann::ordered_json json = {{"read", summary.read},
                                 {"indexed", summary.indexed},
                                 {"updated", summary.updated},
                                 {"unchanged", summary.unchanged},
                                 {"rejected", summary.rejected},
                                 {"seconds", summary.seconds},
                                 {"records", summary.records},
                                 {"stopped", summary.stopped},
                                 {"skipped", nlohmann::ordered_json::array()},
                                 {"notes", nlohmann::ordered_json::array()},
                                 {"errors", nlohmann::ordered_json::array()}};
  if (!summary.rejects.empty()) json["rejects"] = summary.rejects.string();
  for (const LearnedKind& one : summary.learned) json["learned"].push_back(learned_json(one));
  for (const auto& file : summary.skipped) json["skipped"].push_back(file.string());
  for (const Text& note : summary.notes) json["notes"].push_back({{"zh", note.zh}, {"en", note.en}});
  for (const Error& error : summary.file_errors) json["errors"].push_back(problem_json(error));
  return json;
}

std::string summary_text(const IndexSummary& summary) {
  std::string text = fmt::format("读入 {}：新增 {}，更新 {}，未变 {}，拒绝 {}；用时 {:.1f} 秒\n",
                                 grouped(summary.read), grouped(summary.indexed), grouped(summary.updated),
                                 grouped(summary.unchanged), grouped(summary.rejected), summary.seconds);
  if (summary.records > 0) text += fmt::format("索引现有 {} 条\n", grouped(summary.records));
  if (!summary.rejects.empty()) text += fmt::format("拒绝的行及原因见 {}\n", summary.rejects.string());
  for (const auto& file : summary.skipped) text += fmt::format("跳过 {}\n", file.string());
  for (const Text& note : summary.notes) text += fmt::format("{} ({})\n", note.zh, note.en);
  for (const LearnedKind& one : summary.learned) text += learned_text(one);
  if (summary.stopped) text += "已中断：以上已收入的记录都已保存，再次运行即可继续\n";
  return text;
}

void add_intake(CLI::App& app, IndexOptions& options) {
  add_kind(app, options.kind);
  add_repeatable(app, "--map", options.maps, Msg::FlagMap)->type_name("FILE");
  add_kinds_folder(app, options.kind_folders);
  app.add_option("INPUT", options.inputs, both(Msg::FlagInput))->required()->type_name("");
}

void print_file_errors(Console& console, const IndexSummary& summary) {
  for (const Error& error : summary.file_errors) console.err << error_line(error) << '\n';
}

int exit_code(const IndexSummary& summary) {
  if (!summary.file_errors.empty()) return kExitBadInput;
  return summary.rejected > 0 ? kExitSomeRejected : kExitDone;
}

}  // namespace leian::api
