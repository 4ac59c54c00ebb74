#include "query/consistency/surprise.hpp"

#include <cmath>
#include <map>

namespace leian::query {
namespace {

/// Cases of all causes that count as much as a cause's own.
constexpr double kDrawn = 5;

}  // namespace

std::vector<double> surprises(const std::vector<WordCase>& cases) {
  std::map<std::string, double> of_word, of_cause;
  std::map<std::pair<std::string, std::string>, double> of_both;
  for (const WordCase& one : cases) {
    ++of_word[one.word];
    ++of_cause[one.cause];
    ++of_both[{one.cause, one.word}];
  }
  const auto all = static_cast<double>(cases.size());
  const auto words = static_cast<double>(of_word.size());
  std::vector<double> bits;
  for (const WordCase& one : cases) {
    // Without the case itself; every word could have been chosen once more.
    const double usual = (of_word[one.word] - 1 + 1) / (all - 1 + words);
    const double share =
        (of_both[{one.cause, one.word}] - 1 + kDrawn * usual) / (of_cause[one.cause] - 1 + kDrawn);
    bits.push_back(-std::log2(share));
  }
  return bits;
}

}  // namespace leian::query
