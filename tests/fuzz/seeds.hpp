/// For fuzzers of file formats: valid files to begin with, which random bytes never are. A fuzzer defines
/// fuzz_seeds(); seed_main.cpp, or libFuzzer through seed_mutator.cpp, breaks them in many small ways.
#pragma once
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

std::vector<std::string> fuzz_seeds();

/// Reads a file of these bytes and this name to its end; aborts where an error has nothing to say, or more
/// comes out than can be in it.
void read_to_the_end(std::string_view name, std::string_view bytes);

/// The bytes behind the first, which says how to take them.
inline std::string_view behind_first(const std::uint8_t* data, std::size_t size) {
  return size < 2 ? std::string_view() : std::string_view(reinterpret_cast<const char*>(data) + 1, size - 1);
}
