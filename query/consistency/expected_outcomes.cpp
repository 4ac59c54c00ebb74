#include "query/consistency/expected_outcomes.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "corpora/core/messages.hpp"
#include "query/consistency/fact_features.hpp"

namespace leian::query {
namespace {

/// How much of the outcome's variance charge, features and prior may explain beforehand, and the noise:
/// docs/adr/0031-consistency.md.
constexpr double kChargeShare = 0.3, kFeatureShare = 0.6, kPriorShare = 0.5, kNoise = 0.4;
/// A feature that fewer cases have tells nothing.
constexpr int kLeastWith = 4;
constexpr double kMostDeviations = 4;

/// Columns with mean 0 and standard deviation 1, clipped.
void standardise(std::vector<std::vector<double>>& columns) {
  for (std::vector<double>& column : columns) {
    const auto n = static_cast<double>(column.size());
    double mean = 0, square = 0;
    for (const double value : column) mean += value / n;
    for (const double value : column) square += (value - mean) * (value - mean) / n;
    const double deviation = std::sqrt(square) + 1e-9;
    for (double& value : column)
      value = std::clamp((value - mean) / deviation, -kMostDeviations, kMostDeviations);
  }
}

/// Features as columns, those that enough cases have.
std::vector<std::vector<double>> kept_columns(const std::vector<FactFeatures>& features) {
  std::vector<std::vector<double>> columns;
  for (std::size_t f = 0; f < features.front().values.size(); ++f) {
    std::vector<double> column;
    for (const FactFeatures& one : features) column.push_back(one.values[f]);
    if (std::count_if(column.begin(), column.end(), [](double value) { return value != 0; }) >= kLeastWith)
      columns.push_back(std::move(column));
  }
  standardise(columns);
  return columns;
}

DenseMatrix design(const std::vector<HandledCase>& cases, const std::vector<FactFeatures>& features) {
  std::map<std::string, std::size_t> charges;
  for (const HandledCase& one : cases) charges.emplace(one.charge, charges.size());
  const auto columns = kept_columns(features);
  std::vector<std::vector<double>> prior(1);
  for (const FactFeatures& one : features) prior[0].push_back(one.prior);
  standardise(prior);
  const double scale =
      std::sqrt(kFeatureShare / static_cast<double>(std::max<std::size_t>(columns.size(), 1)));
  DenseMatrix a{cases.size(), charges.size() + columns.size() + 1, {}};
  a.values.assign(a.rows * a.columns, 0);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    double* row = a.row(i);
    row[charges.at(cases[i].charge)] = std::sqrt(kChargeShare);
    for (std::size_t f = 0; f < columns.size(); ++f) row[charges.size() + f] = scale * columns[f][i];
    row[a.columns - 1] = std::sqrt(kPriorShare) * prior[0][i];
  }
  return a;
}

}  // namespace

Result<DenseMatrix> outcome_design(const std::vector<HandledCase>& cases, const HandlingTables& tables,
                                   const Analyzer& analyzer) {
  if (cases.size() < kLeastCases)
    return err(ErrorCode::BadUsage, Msg::ConsistencyTooFew, cases.size(), kLeastCases);
  std::vector<FactFeatures> features;
  for (const HandledCase& one : cases)
    features.push_back(features_of(analyzer.fold(one.facts).units, one.charge, tables));
  return design(cases, features);
}

Result<std::vector<ExpectedOutcome>> expect_outcomes(const DenseMatrix& design,
                                                     const std::vector<double>& outcomes) {
  std::vector<double> logarithms;
  for (const double outcome : outcomes) {
    if (!(outcome > 0)) return err(ErrorCode::BadUsage, Msg::ConsistencyOutcome, outcome);
    logarithms.push_back(std::log(outcome));
  }
  const RidgeFit fit = fit_leave_one_out(design, logarithms, kNoise);
  std::vector<ExpectedOutcome> expected;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const double residual = logarithms[i] - fit.expected[i];
    expected.push_back({fit.expected[i], residual, residual / fit.scale});
  }
  return expected;
}

}  // namespace leian::query
