// leian index: files into an index. Progress on a terminal only; Ctrl-C publishes what was taken in and
// leaves.
#include <fmt/format.h>

#include <atomic>
#include <csignal>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/cli/summary.hpp"
#include "api/http/status.hpp"
#include "api/json/problem.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

std::atomic<int> stop_signal{0};
std::atomic<bool> stop_wanted{false};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "a signal handler may touch only these");

extern "C" void ask_to_stop(int signal) {
  stop_signal = signal;
  stop_wanted = true;
}

/// The first signal asks the run to finish what is under way; the second one ends the process as usual.
void stop_on_signals() {
  struct sigaction action = {};
  action.sa_handler = ask_to_stop;
  action.sa_flags = SA_RESETHAND;
  sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
}

std::string clock_time(double seconds) {
  const auto whole = static_cast<std::uint64_t>(seconds);
  return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string progress_line(const IndexProgress& progress) {
  const double seconds = std::max(progress.seconds, 0.001);
  std::string line =
      fmt::format("已读 {} 条 · {} 条/秒", grouped(progress.read),
                  grouped(static_cast<std::uint64_t>(static_cast<double>(progress.read) / seconds)));
  if (progress.merging) {
    line += " · 正在合并";
  } else if (progress.bytes_done > 0 && progress.bytes_total >= progress.bytes_done) {
    const double left = static_cast<double>(progress.bytes_total - progress.bytes_done);
    line +=
        fmt::format(" · 剩余约 {}", clock_time(left * seconds / static_cast<double>(progress.bytes_done)));
  }
  return line + fmt::format(" · 拒绝 {}", grouped(progress.rejected));
}

int exit_of(const IndexSummary& summary) {
  constexpr int kSignalled = 128;
  if (summary.stopped && stop_signal != 0) return kSignalled + stop_signal;
  return exit_code(summary);
}

Result<int> run_index(IndexOptions options, bool json, Console& console) {
  stop_on_signals();
  options.stop = &stop_wanted;
  std::function<void(const IndexProgress&)> show;
  if (console.err_terminal)
    show = [&console](const IndexProgress& progress) {
      console.err << (progress.learning.empty() ? "\r\x1b[K" + progress_line(progress)
                                                : learning_line(progress.learning, progress.learned))
                  << std::flush;
    };
  const auto summary = index_files(options, show);
  if (console.err_terminal) console.err << "\r\x1b[K" << std::flush;
  if (!summary) return Unexpected(summary.error());
  print_file_errors(console, *summary);
  console.out << (json ? one_line(summary_json(*summary)) + '\n' : summary_text(*summary));
  return exit_of(*summary);
}

}  // namespace

Action declare_index(CLI::App& app) {
  const auto options = std::make_shared<IndexOptions>();
  const auto json = std::make_shared<bool>(false);
  add_db(app, options->db);
  add_intake(app, *options);
  app.add_option("--jobs", options->jobs, both(Msg::FlagJobs))
      ->type_name("N")
      ->check(CLI::Range(0u, kMaxJobs));
  app.add_flag("!--no-train", options->learn, both(Msg::FlagNoTrain));
  add_json(app, *json);
  return [options, json](Console& console) { return run_index(*options, *json, console); };
}

}  // namespace leian::api
