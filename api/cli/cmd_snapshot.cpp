// leian snapshot create | list | verify | restore | delete: states of an index kept in a folder apart.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/keeping/restore.hpp"
#include "indexer/keeping/save.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  std::filesystem::path to;
  std::string name;
  bool link = false;
  bool replace = false;
  bool json = false;
};

std::string megabytes(std::uint64_t bytes) {
  constexpr double kMegabyte = 1e6;
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / kMegabyte);
}

nlohmann::ordered_json state_json(const SavedState& state) {
  return {{"name", state.name},          {"created", state.created}, {"generation", state.generation},
          {"records", state.records},    {"format", state.format},   {"analyzer", state.analyzer},
          {"files", state.files.size()}, {"bytes", state.bytes()}};
}

Result<int> run_create(const Options& options, Console& console) {
  LEIAN_TRY(Vault vault, Vault::open(options.to, Vault::Use::Write));
  LEIAN_TRY(const SaveSummary summary, save_state(options.db, vault, {options.name, options.link}));
  if (options.json) {
    auto told = state_json(summary.state);
    told["new_objects"] = summary.new_objects;
    told["new_bytes"] = summary.new_bytes;
    told["seconds"] = summary.seconds;
    console.out << one_line(told) << '\n';
    return kExitDone;
  }
  console.out << fmt::format("快照 {}：{} 条记录，共 {}，新写入 {}；用时 {:.1f} 秒\n", summary.state.name,
                             grouped(summary.state.records), megabytes(summary.state.bytes()),
                             megabytes(summary.new_bytes), summary.seconds);
  return kExitDone;
}

Result<int> run_list(const Options& options, Console& console) {
  LEIAN_TRY(const Vault vault, Vault::open(options.to, Vault::Use::Read));
  auto told = nlohmann::ordered_json::array();
  std::vector<std::vector<std::string>> rows{{"快照", "时间", "记录", "大小"}};
  for (const ListedState& listed : vault.list()) {
    if (!listed.state) {
      told.push_back({{"name", listed.name}, {"damaged", true}});
      rows.push_back({listed.name, "清单已损坏", "", ""});
      continue;
    }
    told.push_back(state_json(*listed.state));
    rows.push_back({listed.name, listed.state->created, grouped(listed.state->records),
                    megabytes(listed.state->bytes())});
  }
  console.out << (options.json ? one_line({{"snapshots", std::move(told)}}) + '\n' : aligned(rows, {2, 3}));
  return kExitDone;
}

Result<int> run_verify(const Options& options, Console& console) {
  LEIAN_TRY(const Vault vault, Vault::open(options.to, Vault::Use::Read));
  LEIAN_TRY(const VaultCheck check, vault.verify(options.name));
  if (options.json) {
    auto damaged = nlohmann::ordered_json::array();
    for (const Error& error : check.damaged) damaged.push_back(problem_json(error));
    console.out << one_line({{"snapshots", check.snapshots},
                             {"objects", check.objects},
                             {"bytes", check.bytes},
                             {"damaged", std::move(damaged)}})
                << '\n';
  } else {
    for (const Error& error : check.damaged) console.err << error_line(error) << '\n';
    console.out << fmt::format("核对 {} 个快照、{} 个文件，{}：{}\n", grouped(check.snapshots),
                               grouped(check.objects), megabytes(check.bytes),
                               check.damaged.empty() ? "全部完好" : "有损坏");
  }
  return check.damaged.empty() ? kExitDone : kExitIndexUnusable;
}

Result<int> run_restore(const Options& options, Console& console) {
  LEIAN_TRY(const Vault vault, Vault::open(options.to, Vault::Use::Read));
  LEIAN_TRY(const RestoreSummary summary, restore_state(vault, options.name, options.db, options.replace));
  if (options.json) {
    auto told = state_json(summary.state);
    told["db"] = options.db.string();
    told["seconds"] = summary.seconds;
    console.out << one_line(told) << '\n';
    return kExitDone;
  }
  console.out << fmt::format("已恢复 {} 到 {}：{} 条记录，{}；用时 {:.1f} 秒\n", summary.state.name,
                             options.db.string(), grouped(summary.state.records),
                             megabytes(summary.state.bytes()), summary.seconds);
  return kExitDone;
}

Result<int> run_delete(const Options& options, Console& console) {
  LEIAN_TRY(const Vault vault, Vault::open(options.to, Vault::Use::Write));
  LEIAN_TRY(const std::uint64_t bytes, vault.remove(options.name));
  if (options.json)
    console.out << one_line({{"name", options.name}, {"freed_bytes", bytes}}) << '\n';
  else
    console.out << fmt::format("已删除快照 {}，腾出 {}\n", options.name, megabytes(bytes));
  return kExitDone;
}

using Run = Result<int> (*)(const Options&, Console&);

/// One of the five, and what it is given.
CLI::App* add_part(CLI::App& app, const char* name, Msg about, const std::shared_ptr<Options>& options,
                   const std::shared_ptr<Run>& chosen, Run run) {
  CLI::App* part = app.add_subcommand(name, both(about));
  part->add_option("--to,--from", options->to, both(Msg::FlagTo))->type_name("FOLDER")->required();
  add_json(*part, options->json);
  part->callback([chosen, run] { *chosen = run; });
  return part;
}

}  // namespace

Action declare_snapshot(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  const auto chosen = std::make_shared<Run>(nullptr);
  const auto add = [&](const char* name, Msg about, Run run) {
    return add_part(app, name, about, options, chosen, run);
  };
  const auto add_name = [&](CLI::App* part, Msg about) {
    return part->add_option("NAME", options->name, both(about))->type_name("");
  };

  CLI::App* create = add("create", Msg::AboutSnapshotCreate, run_create);
  add_db(*create, options->db);
  create->add_flag("--link", options->link, both(Msg::FlagLink));
  add_name(create, Msg::FlagSnapshotName);
  add("list", Msg::AboutSnapshotList, run_list);
  add_name(add("verify", Msg::AboutSnapshotVerify, run_verify), Msg::FlagSnapshotWhich);
  CLI::App* restore = add("restore", Msg::AboutSnapshotRestore, run_restore);
  add_db(*restore, options->db);
  restore->add_flag("--replace", options->replace, both(Msg::FlagReplace));
  add_name(restore, Msg::FlagSnapshotOne)->required();
  add_name(add("delete", Msg::AboutSnapshotDelete, run_delete), Msg::FlagSnapshotOne)->required();
  app.require_subcommand(1);
  return [options, chosen](Console& console) { return (*chosen)(*options, console); };
}

}  // namespace leian::api
