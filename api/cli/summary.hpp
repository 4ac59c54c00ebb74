/// What `index` and `check` share: the flags that say what to read, and the account they give of it.
#pragma once
#include <nlohmann/json.hpp>

#include "api/cli/command.hpp"
#include "indexer/pipeline/index_files.hpp"

namespace leian::api {

inline constexpr unsigned kMaxJobs = 256;

/// --kind, --map, --kinds and INPUT.
void add_intake(CLI::App&, IndexOptions&);

nlohmann::ordered_json summary_json(const IndexSummary&);
std::string summary_text(const IndexSummary&);

/// What was learned of a kind's causes; `train` gives the same account.
nlohmann::ordered_json learned_json(const LearnedKind&);
std::string learned_text(const LearnedKind&);
/// Overwrites the terminal's line; `done` 0 to 1.
std::string learning_line(const std::string& kind, double done);

/// Files that could not be read, a line each on standard error.
void print_file_errors(Console&, const IndexSummary&);

/// 2 where a file could not be read, 1 where rows were rejected, else 0.
int exit_code(const IndexSummary&);

}  // namespace leian::api
