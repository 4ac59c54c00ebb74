/// What the handlers of all routes share: the index behind its gates, limits and metrics.
/// Threads: share freely.
#pragma once
#include <atomic>
#include <chrono>
#include <filesystem>
#include <memory>
#include <mutex>

#include "api/http/limits.hpp"
#include "api/http/metrics.hpp"
#include "query/access/gate.hpp"
#include "query/access/write_gate.hpp"

namespace leian::api {

/// The gate of a folder, opened at the first call that can.
class GateKeeper {
 public:
  explicit GateKeeper(std::filesystem::path db) : db_(std::move(db)) {}

  /// Tries again at most every `kRetryInterval` while the index cannot be opened. Errors: those of
  /// Index::open.
  Result<std::shared_ptr<query::Gate>> gate();

  static constexpr std::chrono::seconds kRetryInterval{1};

 private:
  std::filesystem::path db_;
  std::mutex mutex_;
  std::shared_ptr<const Analyzer> analyzer_;
  std::shared_ptr<query::Gate> gate_;
  Error failure_;
  std::chrono::steady_clock::time_point next_try_{};

  Result<std::shared_ptr<query::Gate>> open();
};

struct Service {
  GateKeeper keeper;
  ServerLimits limits;
  Metrics metrics;
  std::atomic<std::size_t> exports{0};  ///< under way
  query::Principal principal;           ///< until roles exist, everyone on this machine is the same person
  query::WriteGate writes;
};

}  // namespace leian::api
