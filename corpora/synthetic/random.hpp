/// Random numbers for made-up records: the same on every machine, compiler and thread.
/// The standard library's distributions are left out because their results differ between libraries.
/// Source: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
#pragma once
#include <cstdint>

namespace leian {

/// The stream of one record, given by seed and position.
class Random {
 public:
  Random(std::uint64_t seed, std::uint64_t position)
      : state_(mix(seed + kStep) + mix(position * kStep + seed)) {}

  std::uint64_t next() { return mix(state_ += kStep); }

  /// 0 to n-1, evenly. n: 1 to 2^32.
  std::uint64_t below(std::uint64_t n) { return ((next() >> 32) * n) >> 32; }

  /// a to b, both included, evenly. b - a < 2^32.
  std::int64_t between(std::int64_t a, std::int64_t b) {
    return a + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(b - a) + 1));
  }

  /// a to b, both included, with a long tail: half of all fall into the first eighth. b - a < 2^32.
  std::int64_t skewed(std::int64_t a, std::int64_t b) {
    const std::uint64_t u = next() >> 32;
    const std::uint64_t cube = (((u * u) >> 32) * u) >> 32;
    return a + static_cast<std::int64_t>((cube * (static_cast<std::uint64_t>(b - a) + 1)) >> 32);
  }

  bool chance(std::uint64_t percent) { return below(100) < percent; }

 private:
  static constexpr std::uint64_t kStep = 0x9E3779B97F4A7C15;

  static constexpr std::uint64_t mix(std::uint64_t z) {
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
  }

  std::uint64_t state_;
};

}  // namespace leian
