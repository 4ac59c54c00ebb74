// The one main of every test program. Points the library at the build tree's data folder.
#if __has_include(<catch2/catch_session.hpp>)
#include <catch2/catch_session.hpp>
#else
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>
#endif

#include <cstdlib>

int main(int argc, char** argv) {
  setenv("LEIAN_DATA", LEIAN_BUILD "/share/leian", 0);
  return Catch::Session().run(argc, argv);
}
