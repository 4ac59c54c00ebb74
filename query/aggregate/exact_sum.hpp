/// Sums that come out the same whatever the order of what is added. Whole numbers (fen, days, and numbers
/// that happen to be whole) are added as integers of 128 bits. Other numbers go into a list of doubles that
/// do not overlap, so that nothing is rounded before the end. Threads: value types.
/// Source: J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic, 1997, section 2.4
#pragma once
#include <cstdint>
#include <vector>

namespace leian::query {

__extension__ using Int128 = __int128;

class ExactSum {
 public:
  void add(std::int64_t value) { whole_ += value; }
  /// Finite numbers only.
  void add(double value);
  void add(const ExactSum&);

  /// The sum rounded once.
  double rounded() const;
  /// The whole numbers' part: all of it where only integers were added.
  Int128 whole() const { return whole_; }

 private:
  Int128 whole_ = 0;
  std::vector<double> parts_;  // by growing magnitude, not overlapping
};

/// Numerator over denominator as the nearest double, up to the rounding of long double. denominator > 0.
double quotient(Int128 numerator, Int128 denominator);

}  // namespace leian::query
