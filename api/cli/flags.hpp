/// Flags that several commands share, and the index they open.
#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "query/access/gate.hpp"

namespace leian::api {

/// "中文 / English" of a message: how help says it.
std::string both(Msg);

void add_db(CLI::App&, std::filesystem::path& db, bool required = true);
void add_json(CLI::App&, bool& json);
void add_kind(CLI::App&, std::string& kind);
void add_kinds_folder(CLI::App&, std::vector<std::filesystem::path>& folders);
void add_filters(CLI::App&, std::vector<std::string>& filters);
void add_limit(CLI::App&, std::int64_t& limit);

/// A flag that may be given several times and takes one value each time, so that it never swallows what
/// follows.
template <class T>
CLI::Option* add_repeatable(CLI::App& app, const std::string& name, std::vector<T>& values, Msg about) {
  return app.add_option(name, values, both(about))->type_size(1)->allow_extra_args(false);
}

/// The index of a folder behind the gate. Errors: those of Analyzer::load and Index::open.
Result<std::shared_ptr<query::Gate>> open_gate(const std::filesystem::path& db);

}  // namespace leian::api
