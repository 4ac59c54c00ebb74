// Breaks a fuzzer's seeds in many small ways, from a fixed seed of its own, for as many seconds as the first
// argument says, or a few hundred rounds.
#include <chrono>
#include <random>

#include "tests/fuzz/seeds.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

std::mt19937 random_number(20260101);

std::size_t below(std::size_t bound) { return bound == 0 ? 0 : random_number() % bound; }

/// What formats are tripped up by: largest numbers, ends, marks of other things.
const std::vector<std::string> kPieces{std::string(4, '\xFF'),
                                       std::string(4, '\0'),
                                       "\x7F\xFF\xFF\xFF",
                                       "\x80",
                                       "<",
                                       ">",
                                       "</",
                                       "\"",
                                       "&#0;",
                                       "&amp;",
                                       "&x;",
                                       "<!--",
                                       "]]>",
                                       "<![CDATA[",
                                       "<!DOCTYPE x>",
                                       "-1",
                                       "0",
                                       "99999999999999999999",
                                       "1e999",
                                       "A1048576",
                                       "XFD1",
                                       "obj",
                                       "endobj",
                                       "stream",
                                       "PK\x03\x04",
                                       "\xE4\xBB",
                                       "\xF0\x9F\x98\x80",
                                       "\n",
                                       "\r\n",
                                       std::string(3000, 'x'),
                                       std::string(200, '<')};

void break_once(std::string& bytes, const std::vector<std::string>& seeds) {
  const std::size_t at = below(bytes.size() + 1);
  switch (below(8)) {
    case 0:
    case 1:
      if (!bytes.empty()) bytes[below(bytes.size())] ^= static_cast<char>(1 << below(8));
      return;
    case 2:
      if (!bytes.empty()) bytes[below(bytes.size())] = static_cast<char>(random_number());
      return;
    case 3:
      bytes.insert(at, kPieces[below(kPieces.size())]);
      return;
    case 4:
      bytes.erase(at, below(64));
      return;
    case 5:
      bytes.insert(at, bytes.substr(below(bytes.size() + 1), below(400)));
      return;
    case 6: {
      const std::string& other = seeds[below(seeds.size())];
      bytes.replace(at, below(200), other.substr(below(other.size() + 1), below(200)));
      return;
    }
    default:
      if (below(8) == 0) bytes.resize(at);
  }
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int kRounds = 300;
  const auto seeds = fuzz_seeds();
  for (const std::string& seed : seeds)
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(seed.data()), seed.size());
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(argc > 1 ? std::atoi(argv[1]) : 0);
  for (int round = 0; round < kRounds || std::chrono::steady_clock::now() < end; ++round) {
    std::string input = seeds[below(seeds.size())];
    for (std::size_t times = 1 + below(6); times > 0; --times) break_once(input, seeds);
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
  }
  return 0;
}
