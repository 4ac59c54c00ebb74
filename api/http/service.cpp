#include "api/http/service.hpp"

namespace leian::api {

Result<std::shared_ptr<query::Gate>> GateKeeper::open() {
  if (!analyzer_) {
    LEIAN_TRY(analyzer_, Analyzer::load());
  }
  LEIAN_TRY(const auto index, Index::open(db_, analyzer_));
  return std::make_shared<query::Gate>(index);
}

Result<std::shared_ptr<query::Gate>> GateKeeper::gate() {
  const std::lock_guard lock(mutex_);
  if (gate_) return gate_;
  const auto now = std::chrono::steady_clock::now();
  // An index that was missing may have been begun by a write since.
  std::error_code none;
  const bool begun =
      failure_.code == ErrorCode::IndexMissing && std::filesystem::exists(db_ / "MANIFEST", none);
  if (now < next_try_ && !begun) return Unexpected(failure_);
  auto opened = open();
  if (opened) {
    gate_ = *opened;
  } else {
    failure_ = opened.error();
    next_try_ = now + kRetryInterval;
  }
  return opened;
}

}  // namespace leian::api
