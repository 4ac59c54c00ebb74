#include "api/cli/flags.hpp"

#include "corpora/core/messages.hpp"

namespace leian::api {

std::string both(Msg message) {
  const MessageRow& row = message_row(message);
  return fmt::format("{} / {}", row.zh, row.en);
}

void add_db(CLI::App& app, std::filesystem::path& db, bool required) {
  app.add_option("--db", db, both(Msg::FlagDb))->type_name("DIR")->required(required);
}

void add_json(CLI::App& app, bool& json) { app.add_flag("--json", json, both(Msg::FlagJson)); }

void add_kind(CLI::App& app, std::string& kind) {
  app.add_option("--kind", kind, both(Msg::FlagKind))->type_name("KIND");
}

void add_kinds_folder(CLI::App& app, std::vector<std::filesystem::path>& folders) {
  add_repeatable(app, "--kinds", folders, Msg::FlagKinds)->type_name("DIR");
}

void add_filters(CLI::App& app, std::vector<std::string>& filters) {
  add_repeatable(app, "--filter", filters, Msg::FlagFilter)->type_name("F=V");
}

void add_limit(CLI::App& app, std::int64_t& limit) {
  app.add_option("-n,--limit", limit, both(Msg::FlagLimit))->type_name("N");
}

Result<std::shared_ptr<query::Gate>> open_gate(const std::filesystem::path& db) {
  LEIAN_TRY(const auto analyzer, Analyzer::load());
  LEIAN_TRY(const auto index, Index::open(db, analyzer));
  return std::make_shared<query::Gate>(index);
}

}  // namespace leian::api
