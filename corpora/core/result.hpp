/// Result<T>: a value or the Error that stands in its place. The only header that names tl::expected;
/// only what std::expected also has is used, so moving to C++23 changes this file alone.
#pragma once
#include <tl/expected.hpp>
#include <utility>

#include "corpora/core/error.hpp"
#include "corpora/core/say.hpp"

namespace leian {

template <class T>
using Result = tl::expected<T, Error>;

using Unexpected = tl::unexpected<Error>;

/// The Error of `code` whose text and hint stand under `message` in the message table.
template <class... Args>
Unexpected err(ErrorCode code, Msg message, const Args&... args) {
  return Unexpected(Error{code, say(message, args...), hint_for(message)});
}

}  // namespace leian

#define LEIAN_CONCAT_(a, b) a##b
#define LEIAN_CONCAT(a, b) LEIAN_CONCAT_(a, b)
#define LEIAN_TRY_(temp, target, expression)                      \
  auto temp = (expression);                                       \
  if (!temp) return ::leian::Unexpected(std::move(temp).error()); \
  target = std::move(*temp)

/// `LEIAN_TRY(auto rows, read(file));` binds the value, or returns the error to the caller.
#define LEIAN_TRY(target, expression) LEIAN_TRY_(LEIAN_CONCAT(try_, __LINE__), target, expression)

/// The same for a Result<void>, or where the value is not wanted.
#define LEIAN_CHECK(expression)                                                                     \
  do {                                                                                              \
    if (auto check_ = (expression); !check_) return ::leian::Unexpected(std::move(check_).error()); \
  } while (false)
