/// Catch2, whichever major version the system has. `CHECK_THAT(text, Mentions("part"))` works with both.
#pragma once
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using namespace Catch::Matchers;  // v3 keeps its matchers there
#else
#include <catch2/catch.hpp>
#endif

inline auto Mentions(const std::string& part) {
#if __has_include(<catch2/catch_all.hpp>)
  return Catch::Matchers::ContainsSubstring(part);
#else
  return Catch::Matchers::Contains(part);
#endif
}
