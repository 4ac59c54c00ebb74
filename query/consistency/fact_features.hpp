/// A fact as numbers: amounts, quantities, injuries, circumstances. What an expected outcome is computed
/// from, beside the charge. Threads: pure functions. Source: docs/adr/0031-consistency.md
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "query/consistency/handling_tables.hpp"

namespace leian::query {

struct FactFeatures {
  std::vector<double> values;  ///< parallel to feature_names()
  double prior = 0;            ///< ln of the months in the middle of the statute's band
};

std::vector<std::string> feature_names(const HandlingTables&);

/// `folded` by the analyzer, penalty talk included: it is taken out here.
FactFeatures features_of(std::u16string_view folded, std::string_view charge, const HandlingTables&);

}  // namespace leian::query
