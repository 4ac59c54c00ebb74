/// The commands of `leian`: one row each, one file each. A command declares its flags on a CLI11 subcommand
/// and gives back what to do when it is chosen.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <initializer_list>
#include <span>

#include "api/cli/console.hpp"
#include "corpora/core/result.hpp"

namespace leian::api {

/// Runs a command whose flags have been parsed. The value is the exit code (api/http/status.hpp).
using Action = std::function<Result<int>(Console&)>;

struct Command {
  std::string_view name;
  Msg about;
  Action (*declare)(CLI::App&);
};

/// Every command, in the order help shows them.
std::span<const Command> commands();

Action declare_index(CLI::App&);
Action declare_delete(CLI::App&);
Action declare_search(CLI::App&);
Action declare_similar(CLI::App&);
Action declare_report(CLI::App&);
Action declare_compare(CLI::App&);
Action declare_stats(CLI::App&);
Action declare_suggest(CLI::App&);
Action declare_export(CLI::App&);
Action declare_serve(CLI::App&);
Action declare_check(CLI::App&);
Action declare_clocks(CLI::App&);
Action declare_draw(CLI::App&);
Action declare_inspect(CLI::App&);
Action declare_kinds(CLI::App&);
Action declare_corpus(CLI::App&);
Action declare_eval(CLI::App&);
Action declare_review(CLI::App&);
Action declare_train(CLI::App&);
Action declare_repeats(CLI::App&);
Action declare_audit(CLI::App&);
Action declare_snapshot(CLI::App&);
Action declare_doctor(CLI::App&);
Action declare_upgrade(CLI::App&);

/// A command that is several: declares its parts as subcommands, one of which must be chosen, and runs that
/// one.
Action declare_parts(CLI::App&, std::initializer_list<Command> parts);

/// Parses, runs, prints; the exit code. What main() is.
int run(int argc, const char* const* argv, Console&);

}  // namespace leian::api
