/// Ridge regression that outliers do not bend, with what it expects of each case computed from all the
/// others. y is near centre + A b; the weights of cases fall where their residuals are large (Student's t
/// with 4 degrees of freedom), and the leave-one-out residual r/(1 - h) needs no refitting. Cost: rounds × n
/// × p² and p³; memory n × p and p². Deterministic. Threads: pure function. Source:
/// docs/adr/0031-consistency.md
#pragma once
#include <cstddef>
#include <vector>

namespace leian::query {

/// n rows of p columns, row after row.
struct DenseMatrix {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<double> values;

  double* row(std::size_t i) { return values.data() + i * columns; }
  const double* row(std::size_t i) const { return values.data() + i * columns; }
};

struct RidgeFit {
  std::vector<double> expected;  ///< of each row, from all the others
  double scale = 0;              ///< robust standard deviation of the residuals y - expected
};

/// `penalty` on every column's weight. Precondition: A.rows == y.size() > 1.
RidgeFit fit_leave_one_out(const DenseMatrix& a, const std::vector<double>& y, double penalty);

/// The median; of an even number the mean of the middle two. 0 of none.
double median_of(std::vector<double> values);

}  // namespace leian::query
