/// How surprising a word is among the cases of its cause: the outcome of a case held against all others'.
/// Threads: pure function. Source: docs/adr/0031-consistency.md
#pragma once
#include <string>
#include <vector>

namespace leian::query {

struct WordCase {
  std::string cause;
  std::string word;
};

/// Bits, parallel to the cases: -log2 of the share that the word has among the other cases of the cause,
/// drawn towards its share among all where the cause has few.
std::vector<double> surprises(const std::vector<WordCase>&);

}  // namespace leian::query
