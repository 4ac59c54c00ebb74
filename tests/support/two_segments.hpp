/// What the tests of keeping begin with: an index of two segments, the first with deleted rows.
#pragma once
#include "tests/support/analyzer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/kept_index.hpp"
#include "tests/support/temp_folder.hpp"

namespace leian::test {

/// In D/db: petitions p-0 to p-64, of which p-55 to p-59 were replaced.
inline std::filesystem::path two_segments(const TempFolder& folder) {
  const auto db = folder / "db";
  REQUIRE(take_in(db, petition_lines(0, 60)));
  REQUIRE(take_in(db, petition_lines(55, 10, 1)));
  return db;
}

}  // namespace leian::test
