/// What can go wrong, as a value.
/// A user meets an Error as one line on the command line or as problem+json over HTTP: what happened, and
/// what to do. Source: docs/adr/0002-errors-are-values.md
#pragma once
#include <string>

namespace leian {

/// One thing to say, in both languages. Chinese is shown first.
struct Text {
  std::string zh;
  std::string en;

  bool empty() const { return zh.empty() && en.empty(); }
  bool operator==(const Text&) const = default;
};

/// The kind of failure; api/http/status.hpp alone turns one into an HTTP status and an exit code.
enum class ErrorCode {
  BadUsage,      ///< the command line or the request's parameters cannot be understood
  BadInput,      ///< a file, row or body is not what it claims to be
  BadKind,       ///< a kind file does not declare a usable kind
  BadMapping,    ///< a mapping file does not fit its kind or its ledger
  BadQuery,      ///< a query cannot be parsed
  UnknownKind,   ///< no kind of that name
  UnknownField,  ///< no such field, or one that cannot do what is asked
  NotFound,      ///< no such record, file or route
  Conflict,      ///< the state does not allow it (an id taken, a version passed)
  TooLarge,      ///< beyond a stated limit of size, depth or number
  Timeout,       ///< took longer than it was given
  Unsupported,   ///< a form that Leian does not read or do
  Forbidden,     ///< the caller may not
  Io,            ///< the operating system said no
  IndexMissing,  ///< no index in that folder
  IndexFormat,   ///< made by another version; re-index or upgrade
  IndexDamaged,  ///< files missing or not as they were written
  IndexLocked,   ///< another process writes to it
  Internal,      ///< our own fault
};

/// A failure: its kind, what happened (where, which value), and what to do about it.
struct Error {
  ErrorCode code = ErrorCode::Internal;
  Text what;
  Text hint;
};

}  // namespace leian
