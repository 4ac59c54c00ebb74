/// Whether one system is better than another or was lucky with the queries: Fisher's paired randomisation
/// test. Threads: pure functions. Source: Smucker, Allan, Carterette: A comparison of statistical
/// significance tests for IR evaluation, 2007
#pragma once
#include <cstdint>
#include <vector>

namespace leian::query {

inline constexpr int kPermutations = 10'000;

/// How likely a difference of means at least as large as the one seen is, were each query's two scores
/// exchanged by the toss of a coin; both directions count. `a` and `b` run parallel: one score a query. The
/// seed is fixed, so the same scores always give the same value. Range: above 0, to 1; 1 where all scores are
/// equal or there are none.
double randomisation_p(const std::vector<double>& a, const std::vector<double>& b,
                       int permutations = kPermutations);

}  // namespace leian::query
