// leian check: reads and maps files without writing anything, and tells every row that would be rejected.
#include <fmt/format.h>

#include "api/cli/flags.hpp"
#include "api/cli/summary.hpp"
#include "api/json/problem.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kShownValueColumns = 80;

nlohmann::ordered_json reject_json(const RowError& row) {
  return {{"file", row.file},   {"line", row.line},        {"field", row.field},
          {"value", row.value}, {"reason", row.reason.zh}, {"reason_en", row.reason.en}};
}

std::string reject_text(const RowError& row) {
  std::string text = fmt::format("{}:{}", row.file, row.line);
  if (!row.field.empty()) text += fmt::format(" {}", row.field);
  if (!row.value.empty()) text += fmt::format(" 「{}」", shortened(row.value, kShownValueColumns));
  return text + fmt::format("：{} ({})\n", row.reason.zh, row.reason.en);
}

/// Rows of --json's `rejects`; `rejected` counts them all.
constexpr std::size_t kMaxListed = 10'000;

Result<int> run_check(const IndexOptions& options, bool json, Console& console) {
  auto rejects = nlohmann::ordered_json::array();
  const auto tell = [&](const RowError& row) {
    if (!json)
      console.out << reject_text(row);
    else if (rejects.size() < kMaxListed)
      rejects.push_back(reject_json(row));
  };
  LEIAN_TRY(const IndexSummary summary, check_files(options, tell));
  print_file_errors(console, summary);
  if (json) {
    auto told = summary_json(summary);
    told["rejects"] = std::move(rejects);
    console.out << one_line(told) << '\n';
  } else {
    console.out << fmt::format("读入 {}：可收 {}，拒绝 {}；用时 {:.1f} 秒\n", grouped(summary.read),
                               grouped(summary.read - summary.rejected), grouped(summary.rejected),
                               summary.seconds);
    for (const Text& note : summary.notes) console.out << fmt::format("{} ({})\n", note.zh, note.en);
  }
  return exit_code(summary);
}

}  // namespace

Action declare_check(CLI::App& app) {
  const auto options = std::make_shared<IndexOptions>();
  const auto json = std::make_shared<bool>(false);
  add_intake(app, *options);
  add_json(app, *json);
  return [options, json](Console& console) { return run_check(*options, *json, console); };
}

}  // namespace leian::api
