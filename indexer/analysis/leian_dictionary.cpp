// leian-dictionary OUT CODES DICTIONARIES WORDS...: compiles the dictionary while building, from the folders
// of code lists and dictionaries and the files of words.
#include <fmt/format.h>

#include <cstdio>

#include "indexer/analysis/compile_dictionary.hpp"

int main(int argc, char** argv) {
  if (argc < 5) {
    fmt::print(stderr, "usage: leian-dictionary OUT CODES DICTIONARIES WORDS...\n");
    return 2;
  }
  const std::filesystem::path codes(argv[2]);
  const std::filesystem::path dictionaries(argv[3]);
  const leian::DictionarySources sources{
      {argv + 4, argv + argc},
      {codes / "statutes.tsv", codes / "regions.tsv", dictionaries / "place_words.txt"}};
  const auto done = leian::compile_dictionary(sources, argv[1]);
  if (!done) fmt::print(stderr, "leian-dictionary: {}\n", done.error().what.en);
  return done ? 0 : 2;
}
