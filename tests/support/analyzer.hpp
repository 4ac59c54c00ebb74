/// The analyzer, loaded once for all tests of a program.
#pragma once
#include "indexer/analysis/analyzer.hpp"

namespace leian::test {

inline std::shared_ptr<const Analyzer> analyzer() {
  static const auto loaded = Analyzer::load().value();
  return loaded;
}

}  // namespace leian::test
