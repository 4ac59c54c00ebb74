/// What a failure is to the outside: its name in JSON, its HTTP status, its exit code. The one place that
/// decides. Threads: pure functions. Source: RFC 9110 section 15; RFC 9457; docs/man/leian.1, EXIT STATUS
#pragma once
#include <string_view>

#include "corpora/core/error.hpp"

namespace leian::api {

/// Exit codes of `leian`. A run ended by a signal returns 128 and the signal's number, as shells do.
inline constexpr int kExitDone = 0;
inline constexpr int kExitSomeRejected = 1;
inline constexpr int kExitBadInput = 2;
inline constexpr int kExitIndexUnusable = 3;

/// A sort of problem: `code` and `type` (urn:leian:problem:<code>) of problem+json.
struct ProblemType {
  std::string_view code;
  int status;
  std::string_view title;  ///< in Chinese
};

/// What every ErrorCode becomes.
const ProblemType& problem_type(ErrorCode);
int exit_code(ErrorCode);

/// What only HTTP can get wrong.
inline constexpr ProblemType kMethodNotAllowed{"method_not_allowed", 405, "方法不对"};
inline constexpr ProblemType kRequestTimeout{"timeout", 408, "请求没有按时到齐"};
inline constexpr ProblemType kLengthRequired{"length_required", 411, "缺少长度"};
inline constexpr ProblemType kUriTooLong{"uri_too_long", 414, "地址过长"};
inline constexpr ProblemType kUnsupportedMediaType{"unsupported_media_type", 415, "不支持的内容类型"};
inline constexpr ProblemType kPreconditionFailed{"precondition_failed", 412, "前提不符"};
inline constexpr ProblemType kKeyReused{"idempotency_key_reused", 422, "幂等键已用于别的请求"};
inline constexpr ProblemType kHeadersTooLarge{"headers_too_large", 431, "请求头过大"};
inline constexpr ProblemType kBusy{"busy", 503, "服务正忙"};

/// "Not Found" for 404 and so on, for the statuses Leian answers with.
std::string_view reason_phrase(int status);

}  // namespace leian::api
