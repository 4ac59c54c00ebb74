/// How much one caller may ask of the server, and how long it may take.
/// Threads: plain values.
/// Source: docs/man/leian.1, `leian serve`, CONFIG
#pragma once
#include <chrono>
#include <cstddef>
#include <filesystem>
#include <string_view>

#include "corpora/core/result.hpp"

namespace leian::api {

struct ServerLimits {
  std::size_t threads = 16;                        ///< connections served at a time
  std::size_t queue = 64;                          ///< connections waiting for a thread; one more is told 503
  std::size_t exports = 4;                         ///< at a time; one more is told 503
  std::size_t keep_alive_requests = 1000;          ///< on one connection
  std::chrono::milliseconds keep_alive{5'000};     ///< between requests; less while others wait for a thread
  std::chrono::milliseconds head_timeout{10'000};  ///< from a request's first byte to the end of its headers
  std::chrono::milliseconds body_timeout{30'000};  ///< for the whole body
  std::chrono::milliseconds write_timeout{30'000};  ///< for the whole answer
  std::chrono::milliseconds query_budget{10'000};   ///< of one search
  std::chrono::milliseconds drain{10'000};          ///< at shutdown, for what callers still have to send
  std::size_t url_bytes = 8'192;    ///< of the request line; the library underneath takes no more
  std::size_t head_bytes = 65'536;  ///< request line and headers together
  std::size_t body_bytes = 8u << 20;
  std::size_t bulk_rows = 5'000;  ///< of one POST /v1/records
  std::filesystem::path watch;    ///< folder whose files are imported; empty: none. In the file: "watch"
};

/// Limits from a JSON object: the names above, times in milliseconds with `_ms` behind (`keep_alive_ms`).
/// What the text leaves out keeps its default. Errors: BadInput naming `origin` and the member that is
/// unknown or out of bounds.
Result<ServerLimits> parse_limits(std::string_view json, std::string_view origin);
Result<ServerLimits> load_limits(const std::filesystem::path&);

}  // namespace leian::api
