/// What became of the rows of a run.
#pragma once
#include <cstdint>

namespace leian {

/// read = indexed + updated + unchanged + rejected, always.
struct RunCounts {
  std::uint64_t read = 0;
  std::uint64_t indexed = 0;
  std::uint64_t updated = 0;
  std::uint64_t unchanged = 0;
  std::uint64_t rejected = 0;
};

}  // namespace leian
