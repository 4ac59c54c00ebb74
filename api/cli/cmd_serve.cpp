// leian serve: the HTTP API and the console on this machine, until SIGINT or SIGTERM.
#include <csignal>
#include <thread>

#include "api/cli/command.hpp"
#include "api/cli/flags.hpp"
#include "api/http/server.hpp"
#include "api/http/status.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {
namespace {

struct Options {
  std::filesystem::path db;
  std::string listen = "127.0.0.1:8080";
  std::filesystem::path config;
  bool wait = false;
  std::filesystem::path watch;
  std::vector<std::filesystem::path> maps;
};

sigset_t closing_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

/// A thread that waits for the signals, so that no code runs inside a handler. A second signal ends the
/// process as usual.
std::jthread stop_on_signals(HttpServer& server) {
  const sigset_t set = closing_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);  // before any other thread starts, so that all inherit it
  return std::jthread([&server, set](const std::stop_token& done) {
    constexpr timespec kLook{0, 100'000'000};
    while (!done.stop_requested())
      if (sigtimedwait(&set, nullptr, &kLook) > 0) {
        pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
        server.stop();
        return;
      }
  });
}

WatchOptions watch_options(const Options& options, const std::filesystem::path& folder) {
  WatchOptions watch;
  watch.folder = folder;
  watch.import.db = options.db;
  watch.import.maps = options.maps;
  return watch;
}

Result<int> run_serve(const Options& options, Console& console) {
  LEIAN_TRY(const Address address, parse_address(options.listen));
  ServerLimits limits;
  if (!options.config.empty()) {
    LEIAN_TRY(limits, load_limits(options.config));
  }
  HttpServer server(options.db, limits, make_access_log());
  if (const auto opened = server.open_index(); !opened) {
    if (!options.wait) return Unexpected(opened.error());
    console.err << error_line(opened.error()) << std::endl;
  }
  if (const auto& folder = options.watch.empty() ? limits.watch : options.watch; !folder.empty())
    LEIAN_CHECK(server.watch(watch_options(options, folder)));
  LEIAN_CHECK(server.bind(address));
  const std::jthread watcher = stop_on_signals(server);
  console.out << url_of(server.address()) << std::endl;
  server.run();
  return kExitDone;
}

}  // namespace

Action declare_serve(CLI::App& app) {
  const auto options = std::make_shared<Options>();
  add_db(app, options->db);
  app.add_option("--listen", options->listen, both(Msg::FlagListen))
      ->type_name("HOST:PORT")
      ->capture_default_str();
  app.add_option("--config", options->config, both(Msg::FlagConfig))->type_name("FILE");
  app.add_flag("--wait", options->wait, both(Msg::FlagWait));
  app.add_option("--watch", options->watch, both(Msg::FlagWatch))->type_name("FOLDER");
  add_repeatable(app, "--map", options->maps, Msg::FlagWatchMap)->type_name("FILE");
  return [options](Console& console) { return run_serve(*options, console); };
}

}  // namespace leian::api
