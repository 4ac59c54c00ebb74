// Lets libFuzzer begin from a fuzzer's seeds: now and then an input is one of them, unbroken.
#include <algorithm>
#include <cstring>

#include "tests/fuzz/seeds.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t most,
                                               unsigned seed) {
  static const auto seeds = fuzz_seeds();
  constexpr unsigned kOften = 100;
  if (size > 2 && seed % kOften != 0) return LLVMFuzzerMutate(data, size, most);
  const std::string& chosen = seeds[seed / kOften % seeds.size()];
  const std::size_t length = std::min(chosen.size(), most);
  std::memcpy(data, chosen.data(), length);
  return length;
}
