/// Catch2, whichever major version the system has.
#pragma once
#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
using namespace Catch::Matchers;  // v3 keeps its matchers there
#else
#include <catch2/catch.hpp>
#endif
