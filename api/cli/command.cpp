#include "api/cli/command.hpp"

#include <array>

#include "api/cli/flags.hpp"
#include "api/http/status.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

constexpr std::array kCommands{
    Command{"index", Msg::AboutIndex, declare_index},
    Command{"delete", Msg::AboutDelete, declare_delete},
    Command{"search", Msg::AboutSearch, declare_search},
    Command{"similar", Msg::AboutSimilar, declare_similar},
    Command{"report", Msg::AboutReport, declare_report},
    Command{"compare", Msg::AboutCompare, declare_compare},
    Command{"stats", Msg::AboutStats, declare_stats},
    Command{"suggest", Msg::AboutSuggest, declare_suggest},
    Command{"export", Msg::AboutExport, declare_export},
    Command{"serve", Msg::AboutServe, declare_serve},
    Command{"review", Msg::AboutReview, declare_review},
    Command{"clocks", Msg::AboutClocks, declare_clocks},
    Command{"draw", Msg::AboutDraw, declare_draw},
    Command{"inspect", Msg::AboutInspect, declare_inspect},
    Command{"audit", Msg::AboutAudit, declare_audit},
    Command{"repeats", Msg::AboutRepeats, declare_repeats},
    Command{"check", Msg::AboutCheck, declare_check},
    Command{"kinds", Msg::AboutKinds, declare_kinds},
    Command{"corpus", Msg::AboutCorpus, declare_corpus},
    Command{"eval", Msg::AboutEval, declare_eval},
    Command{"train", Msg::AboutTrain, declare_train},
    Command{"snapshot", Msg::AboutSnapshot, declare_snapshot},
    Command{"doctor", Msg::AboutDoctor, declare_doctor},
    Command{"upgrade", Msg::AboutUpgrade, declare_upgrade},
};

constexpr const char* kOptions = "选项";
constexpr const char* kCommandsGroup = "命令";

void use_chinese_headings(CLI::App& app) {
  const auto formatter = std::make_shared<CLI::Formatter>();
  formatter->label("Usage", "用法");
  formatter->label("OPTIONS", kOptions);
  formatter->label("SUBCOMMAND", kCommandsGroup);
  formatter->label("Positionals", "参数");
  formatter->label("REQUIRED", "（必填）");
  app.formatter(formatter);
  app.option_defaults()->group(kOptions);
  app.get_help_ptr()->description(both(Msg::FlagHelp))->group(kOptions);
  app.group(kCommandsGroup);
}

int fail(Console& console, const Result<void>& failure) {
  console.err << error_line(failure.error()) << '\n';
  return exit_code(failure.error().code);
}

/// Help and version are not failures; everything else CLI11 throws is bad usage.
int parse_failure(CLI::App& app, const CLI::ParseError& problem, Console& console) {
  if (problem.get_exit_code() == 0) return app.exit(problem, console.out, console.err);
  const std::string_view what = problem.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&problem) != nullptr)
    return fail(console, err(ErrorCode::BadUsage, Msg::CommandLineExtra, what.substr(what.rfind(": ") + 2)));
  if (dynamic_cast<const CLI::RequiredError*>(&problem) != nullptr)
    return fail(console, err(ErrorCode::BadUsage, Msg::CommandLineMissing, what));
  return fail(console, err(ErrorCode::BadUsage, Msg::CommandLine, what));
}

}  // namespace

Action declare_parts(CLI::App& app, std::initializer_list<Command> parts) {
  const auto chosen = std::make_shared<Action>();
  app.require_subcommand(1);
  for (const Command& part : parts) {
    CLI::App* sub = app.add_subcommand(std::string(part.name), both(part.about));
    Action action = part.declare(*sub);
    sub->final_callback([chosen, action] { *chosen = action; });
  }
  return [chosen](Console& console) { return (*chosen)(console); };
}

std::span<const Command> commands() { return kCommands; }

int run(int argc, const char* const* argv, Console& console) {
  CLI::App app(both(Msg::AboutLeian), "leian");
  use_chinese_headings(app);
  app.set_version_flag("--version", "leian " LEIAN_VERSION, both(Msg::FlagVersion));
  app.require_subcommand(1);

  Action chosen;
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), both(command.about));
    use_chinese_headings(*sub);
    Action action = command.declare(*sub);
    sub->final_callback([&chosen, action] { chosen = action; });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& problem) {
    return parse_failure(app, problem, console);
  }
  const Result<int> code = chosen(console);
  if (!code) return fail(console, Unexpected(code.error()));
  console.out.flush();
  if (!console.out) return fail(console, err(ErrorCode::Io, Msg::OutputFailed));
  return *code;
}

}  // namespace leian::api
