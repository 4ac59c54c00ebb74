// leian kinds: the kinds in force and their fields; with --db, those of an index and how many records each
// has.
#include <fmt/format.h>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/json/answer.hpp"
#include "api/json/problem.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  std::vector<std::filesystem::path> folders;
  bool json = false;
};

struct Kinds {
  std::vector<query::KindCount> counts;
  std::shared_ptr<const KindSet> schema;
};

Result<Kinds> kinds_of(const Options& options) {
  Kinds kinds;
  if (!options.db.empty()) {
    LEIAN_TRY(const auto gate, open_gate(options.db));
    LEIAN_TRY(kinds.counts, gate->kinds(query::Principal{}));
    kinds.schema = gate->schema();
    return kinds;
  }
  LEIAN_TRY(KindSet schema, KindSet::load(options.folders));
  kinds.schema = std::make_shared<const KindSet>(std::move(schema));
  for (const auto& kind : kinds.schema->kinds()) kinds.counts.push_back({kind, 0});
  return kinds;
}

std::string traits(const FieldSpec& field) {
  std::string text;
  const auto add = [&](bool present, std::string_view name) {
    if (present) text += (text.empty() ? "" : "、") + std::string(name);
  };
  add(field.required, "必填");
  add(field.list, "可多值");
  add(field.facet, "可统计");
  add(row_of(field.type).ordered, "可排序");
  return text;
}

std::string role_name(Role role) {
  return role == Role::None ? "" : std::string(all_roles()[static_cast<std::size_t>(role)].name);
}

void print(Console& console, const query::KindCount& count, bool counted) {
  console.out << fmt::format("{} {} {}", count.kind->name(), count.kind->label().zh, count.kind->label().en);
  if (counted) console.out << fmt::format("（{} 条）", grouped(count.records));
  console.out << '\n';
  std::vector<std::vector<std::string>> rows{{"字段", "名称", "类型", "角色", "代码表", "性质"}};
  for (const FieldSpec& field : count.kind->fields())
    rows.push_back({field.name, field.label.zh, std::string(row_of(field.type).name), role_name(field.role),
                    field.codes, traits(field)});
  console.out << aligned(rows) << '\n';
}

Result<int> run_kinds(const Options& options, Console& console) {
  LEIAN_TRY(const Kinds kinds, kinds_of(options));
  if (options.json) {
    console.out << one_line(kinds_json(kinds.counts, *kinds.schema)) << '\n';
    return kExitDone;
  }
  for (const query::KindCount& count : kinds.counts) print(console, count, !options.db.empty());
  return kExitDone;
}

}  // namespace

Action declare_kinds(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db, false);
  add_kinds_folder(app, options->folders);
  add_json(app, options->json);
  return [options](Console& console) { return run_kinds(*options, console); };
}

}  // namespace leian::api
