/// The HTTP server: cpp-httplib behind our own connections, queue and route table.
///
///   HttpServer server(db, limits, log);
///   server.bind({"127.0.0.1", 0});   // the port is known from here on
///   server.run();                    // until stop(), from any thread
///
/// Every request is logged in one line and counted, never with its query, ids or parameters.
/// Source: docs/ARCHITECTURE.md, "api"; STYLE: what Debian's cpp-httplib 0.11.4 leaves to its users
#pragma once
#include <spdlog/logger.h>

#include <filesystem>
#include <memory>
#include <string>

#include "api/http/limits.hpp"
#include "api/http/security.hpp"
#include "corpora/core/result.hpp"
#include "indexer/pipeline/watched_folder.hpp"
#include "query/access/gate.hpp"

namespace leian::api {

class HttpServer {
 public:
  HttpServer(const std::filesystem::path& db, const ServerLimits&,
             std::shared_ptr<spdlog::logger> access_log);
  ~HttpServer();

  /// Imports what is dropped into a folder, from run() to stop(). Before bind(). Errors: Io.
  Result<void> watch(WatchOptions);
  /// Opens the index now rather than at the first request. Errors: those of Index::open.
  Result<void> open_index();
  /// Errors: Conflict (the port is taken).
  Result<void> bind(const Address&);
  /// The address in use, with its real port. Meaningful after bind().
  const Address& address() const;
  /// Serves until stop(); then requests under way are finished, bounded by the limits.
  void run();
  /// May be called from any thread, also before run() and more than once.
  void stop();

 private:
  class Listener;
  std::unique_ptr<Listener> listener_;
};

/// One line a request on standard error.
std::shared_ptr<spdlog::logger> make_access_log();

}  // namespace leian::api
