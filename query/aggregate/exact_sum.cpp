#include "query/aggregate/exact_sum.hpp"

#include <algorithm>
#include <cmath>

namespace leian::query {
namespace {

constexpr double kWholeLimit = 9007199254740992.0;  // 2^53: whole numbers up to here are exact

/// Adds a number to a list of doubles that do not overlap: each sum's rounding error stays as a part of its
/// own.
void grow(std::vector<double>& parts, double value) {
  std::size_t kept = 0;
  for (double part : parts) {
    if (std::abs(value) < std::abs(part)) std::swap(value, part);
    const double sum = value + part;
    const double error = part - (sum - value);
    if (error != 0) parts[kept++] = error;
    value = sum;
  }
  parts.resize(kept);
  parts.push_back(value);
}

}  // namespace

void ExactSum::add(double value) {
  if (std::abs(value) <= kWholeLimit && value == std::trunc(value))
    whole_ += static_cast<std::int64_t>(value);
  else
    grow(parts_, value);
}

void ExactSum::add(const ExactSum& other) {
  whole_ += other.whole_;
  for (const double part : other.parts_) grow(parts_, part);
}

double ExactSum::rounded() const {
  std::vector<double> parts = parts_;
  // 128 bits in three parts that doubles hold exactly.
  constexpr Int128 kLow = Int128{1} << 48;
  Int128 left = whole_;
  double scale = 1;
  for (int i = 0; i < 3 && left != 0; ++i) {
    grow(parts, static_cast<double>(static_cast<std::int64_t>(left % kLow)) * scale);
    left /= kLow;
    scale *= static_cast<double>(static_cast<std::int64_t>(kLow));
  }
  // From the largest down, until a part is lost in the rounding; what lies below it can only break a tie.
  if (parts.empty()) return 0;
  double sum = parts.back();
  std::size_t at = parts.size() - 1;
  double error = 0;
  while (at > 0) {
    const double before = sum;
    const double part = parts[--at];
    sum = before + part;
    error = part - (sum - before);
    if (error != 0) break;
  }
  if (at > 0 && error != 0 && std::signbit(error) == std::signbit(parts[at - 1])) {
    const double doubled = error * 2;
    const double moved = sum + doubled;
    if (doubled == moved - sum) sum = moved;
  }
  return sum;
}

double quotient(Int128 numerator, Int128 denominator) {
  const Int128 whole = numerator / denominator;
  const Int128 rest = numerator % denominator;
  return static_cast<double>(static_cast<long double>(whole) +
                             static_cast<long double>(rest) / static_cast<long double>(denominator));
}

}  // namespace leian::query
