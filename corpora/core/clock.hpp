/// The time it is. What answers depend on it is told the time rather than asking here.
#pragma once
#include <ctime>

#include "corpora/core/date.hpp"

namespace leian {

/// Now, on the clock of UTC+8.
inline DateTime now() {
  constexpr std::int64_t kOffset = 8 * 3600;
  return {static_cast<std::int64_t>(std::time(nullptr)) + kOffset};
}

}  // namespace leian
