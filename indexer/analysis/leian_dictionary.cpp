// leian-dictionary OUT SOURCE...: compiles the dictionary while building.
#include <fmt/format.h>

#include <cstdio>

#include "indexer/analysis/compile_dictionary.hpp"

int main(int argc, char** argv) {
  if (argc < 3) {
    fmt::print(stderr, "usage: leian-dictionary OUT SOURCE...\n");
    return 2;
  }
  const auto done = leian::compile_dictionary({argv + 2, argv + argc}, argv[1]);
  if (!done) fmt::print(stderr, "leian-dictionary: {}\n", done.error().what.en);
  return done ? 0 : 2;
}
