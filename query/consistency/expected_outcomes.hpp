/// What outcome the facts of a case lead to expect, from all other cases: one regression over all charges, in
/// which a charge with one case falls back to what its facts have in common with others'. Threads: pure
/// function. Source: docs/adr/0031-consistency.md
#pragma once
#include <string>
#include <vector>

#include "indexer/analysis/analyzer.hpp"
#include "query/consistency/handling_tables.hpp"
#include "query/consistency/robust_ridge.hpp"

namespace leian::query {

struct HandledCase {
  std::string facts;   ///< UTF-8
  std::string charge;  ///< or cause; empty: not told, a group of its own
};

/// Units: natural logarithms of the outcome.
struct ExpectedOutcome {
  double expected = 0;    ///< from the other cases
  double residual = 0;    ///< ln outcome - expected
  double deviations = 0;  ///< residual in robust standard deviations
};

/// Fewer are refused: too few to expect anything from.
inline constexpr std::size_t kLeastCases = 30;

/// What the cases are compared by: a row a case, a column a charge, a feature that some cases have, and the
/// statute's band. Errors: BadUsage (fewer than kLeastCases).
Result<DenseMatrix> outcome_design(const std::vector<HandledCase>&, const HandlingTables&, const Analyzer&);

/// Parallel to `outcomes`, which are months, days or yuan. Errors: BadUsage (one that is not above 0).
Result<std::vector<ExpectedOutcome>> expect_outcomes(const DenseMatrix&, const std::vector<double>& outcomes);

}  // namespace leian::query
