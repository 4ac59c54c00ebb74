/// The thread that looks after a watched folder while a server runs. It imports beside the server's own
/// writes; neither these nor searching wait for it. Threads: start and stop from one.
#pragma once
#include <spdlog/logger.h>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>

#include "indexer/live/live_writer.hpp"
#include "indexer/pipeline/watched_folder.hpp"

namespace leian::api {

class Watcher {
 public:
  /// Errors: those of WatchedFolder::open.
  static Result<std::unique_ptr<Watcher>> open(WatchOptions options, LiveWriter& live,
                                               std::shared_ptr<spdlog::logger> log);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  void start();
  /// An import under way publishes what it has and leaves its file where it is.
  void stop();

 private:
  Watcher(LiveWriter& live, std::shared_ptr<spdlog::logger> log) : live_(live), log_(std::move(log)) {}
  void run();
  void look();

  LiveWriter& live_;
  std::shared_ptr<spdlog::logger> log_;
  std::optional<WatchedFolder> folder_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace leian::api
