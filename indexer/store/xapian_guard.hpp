/// Where Xapian's exceptions end: what it throws becomes an Error, in this one place.
#pragma once
#include <xapian.h>

#include <type_traits>
#include <utility>

#include "corpora/core/result.hpp"

namespace leian {

/// The Error that a Xapian exception stands for.
Error error_from(const Xapian::Error&);

/// Not so for void, of which there are no references.
template <class T>
concept HasError = requires(T& value) {
  value.error();
};

/// Runs `work` and turns what it throws into an Error. `work` may return a value, a Result or nothing.
template <class Work>
auto xapian_guard(const Work& work) {
  using Returned = std::invoke_result_t<Work>;
  using Outcome = std::conditional_t<HasError<Returned>, Returned, Result<Returned>>;
  try {
    if constexpr (std::is_void_v<Returned>) {
      work();
      return Outcome{};
    } else {
      return Outcome{work()};
    }
  } catch (const Xapian::Error& failure) {
    return Outcome{Unexpected(error_from(failure))};
  }
}

}  // namespace leian
