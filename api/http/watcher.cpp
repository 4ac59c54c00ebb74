#include "api/http/watcher.hpp"

#include <string_view>

namespace leian::api {
namespace {

constexpr std::chrono::milliseconds kLookEvery{500};
constexpr std::chrono::milliseconds kStep{50};  // how soon a shutdown is noticed

/// Neither names nor contents: a file may be called after the person it is about.
std::string_view outcome_of(const WatchedImport& import) {
  if (import.moved_to.empty()) return "kept for another attempt";
  return import.done ? "done" : "failed";
}

}  // namespace

Result<std::unique_ptr<Watcher>> Watcher::open(WatchOptions options, LiveWriter& live,
                                               std::shared_ptr<spdlog::logger> log) {
  std::unique_ptr<Watcher> watcher(new Watcher(live, std::move(log)));
  options.import.stop = &watcher->stopping_;
  LEIAN_TRY(auto folder, WatchedFolder::open(std::move(options)));
  watcher->folder_.emplace(std::move(folder));
  return watcher;
}

Watcher::~Watcher() { stop(); }

void Watcher::start() {
  thread_ = std::thread([this] { run(); });
}

void Watcher::stop() {
  stopping_ = true;
  if (thread_.joinable()) thread_.join();
}

void Watcher::run() {
  auto next = WatchedFolder::Clock::now();
  while (!stopping_) {
    if (WatchedFolder::Clock::now() >= next) {
      look();
      next = WatchedFolder::Clock::now() + kLookEvery;
    }
    std::this_thread::sleep_for(kStep);
  }
}

void Watcher::look() {
  const auto imports = folder_->look(WatchedFolder::Clock::now(),
                                     [this](const IndexOptions& options) { return live_.import(options); });
  for (const WatchedImport& import : imports)
    log_->info("watched folder: {}, read {}, new {}, changed {}, unchanged {}, rejected {}",
               outcome_of(import), import.summary.read, import.summary.indexed, import.summary.updated,
               import.summary.unchanged, import.summary.rejected);
}

}  // namespace leian::api
