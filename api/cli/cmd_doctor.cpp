// leian doctor: looks for damage in an index, and repairs what can be repaired.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/keeping/doctor.hpp"

namespace leian::api {
namespace {

struct Names {
  std::string_view json;
  std::string_view zh;
};

Names name_of(Health health) {
  switch (health) {
    case Health::Sound:
      return {"sound", "完好"};
    case Health::Repaired:
      return {"repaired", "已修复"};
    case Health::Repairable:
      return {"repairable", "有损坏，可以修复：请运行 leian doctor --repair"};
    default:
      return {"unusable",
              "无法修复：请用 leian snapshot restore --replace 从快照恢复，或用原始文件重新建立索引"};
  }
}

Names name_of(const Finding& finding) {
  if (finding.repaired) return {"repaired", "已处理"};
  switch (finding.remedy) {
    case Remedy::None:
      return {"note", "提示"};
    case Remedy::CleanUp:
      return {"left_over", "遗留"};
    case Remedy::Rebuild:
      return {"rebuild", "可重建"};
    default:
      return {"restore", "须从快照恢复"};
  }
}

int exit_of(Health health) {
  if (health == Health::Sound) return kExitDone;
  return health == Health::Unusable ? kExitIndexUnusable : kExitSomeRejected;
}

nlohmann::ordered_json diagnosis_json(const Diagnosis& diagnosis) {
  auto findings = nlohmann::ordered_json::array();
  for (const Finding& finding : diagnosis.findings)
    findings.push_back({{"file", finding.file},
                        {"remedy", name_of(finding).json},
                        {"what", finding.what.zh},
                        {"what_en", finding.what.en}});
  return {{"health", name_of(diagnosis.health).json},
          {"generation", diagnosis.generation},
          {"segments", diagnosis.segments},
          {"records", diagnosis.records},
          {"files", diagnosis.files},
          {"bytes", diagnosis.bytes},
          {"seconds", diagnosis.seconds},
          {"findings", std::move(findings)}};
}

/// Beside a server that writes there are many left-overs, for a few seconds each: they make one line. Damage
/// is told file by file.
std::size_t end_of_alike(const Findings& all, std::size_t first) {
  std::size_t next = first + 1;
  if (all[first].remedy != Remedy::CleanUp) return next;
  while (next < all.size() && all[next].remedy == Remedy::CleanUp &&
         all[next].repaired == all[first].repaired && all[next].what.zh == all[first].what.zh)
    ++next;
  return next;
}

std::string diagnosis_text(const Diagnosis& diagnosis) {
  constexpr double kMegabyte = 1e6;
  std::string text;
  const Findings& all = diagnosis.findings;
  for (std::size_t first = 0, next = 0; first < all.size(); first = next) {
    next = end_of_alike(all, first);
    const std::string more =
        next - first > 1 ? fmt::format(" 至 {}，共 {} 处", all[next - 1].file, next - first) : "";
    text += fmt::format("[{}] {}{}：{} ({})\n", name_of(all[first]).zh, all[first].file, more,
                        all[first].what.zh, all[first].what.en);
  }
  text += fmt::format("查看 {} 段、{} 个文件，{:.1f} MB，{} 条记录；用时 {:.1f} 秒\n",
                      grouped(diagnosis.segments), grouped(diagnosis.files),
                      static_cast<double>(diagnosis.bytes) / kMegabyte, grouped(diagnosis.records),
                      diagnosis.seconds);
  return text + fmt::format("结论：{}\n", name_of(diagnosis.health).zh);
}

struct Options {
  std::filesystem::path db;
  bool repair = false;
  bool json = false;
};

Result<int> run_doctor(const Options& options, Console& console) {
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const Diagnosis diagnosis,
            options.repair ? repair(options.db, analyzer) : examine(options.db, *analyzer));
  console.out << (options.json ? one_line(diagnosis_json(diagnosis)) + '\n' : diagnosis_text(diagnosis));
  return exit_of(diagnosis.health);
}

}  // namespace

Action declare_doctor(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  app.add_flag("--repair", options->repair, both(Msg::FlagRepair));
  add_json(app, options->json);
  return [options](Console& console) { return run_doctor(*options, console); };
}

}  // namespace leian::api
