#include "query/match/row_set.hpp"

#include <random>
#include <set>

#include "tests/support/catch.hpp"

using leian::query::RowSet;

TEST_CASE("a set of all rows holds each of them and none beyond", "[query][match]") {
  for (const std::uint32_t rows : {0u, 1u, 63u, 64u, 65u, 1000u}) {
    CAPTURE(rows);
    CHECK(RowSet::all(rows).count() == rows);
    CHECK(RowSet::all(rows).to_vector().size() == rows);
    CHECK(RowSet(rows).empty());
  }
}

TEST_CASE("set operations agree with std::set", "[query][match]") {
  std::mt19937 random(5);
  for (int n = 0; n < 200; ++n) {
    const std::uint32_t rows = 1 + random() % 300;
    RowSet a(rows), b(rows);
    std::set<std::uint32_t> in_a, in_b;
    for (unsigned i = 0; i < rows / 2; ++i) {
      const std::uint32_t x = random() % rows, y = random() % rows;
      a.add(x), in_a.insert(x), b.add(y), in_b.insert(y);
    }
    RowSet both = a, either = a, only = a, even = a;
    both &= b, either |= b, only -= b;
    even.retain([](std::uint32_t row) { return row % 2 == 0; });
    for (std::uint32_t row = 0; row < rows; ++row) {
      CHECK(both.has(row) == (in_a.contains(row) && in_b.contains(row)));
      CHECK(either.has(row) == (in_a.contains(row) || in_b.contains(row)));
      CHECK(only.has(row) == (in_a.contains(row) && !in_b.contains(row)));
      CHECK(even.has(row) == (in_a.contains(row) && row % 2 == 0));
    }
    CHECK(a.count() == in_a.size());
  }
}
