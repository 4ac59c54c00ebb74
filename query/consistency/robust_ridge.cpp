#include "query/consistency/robust_ridge.hpp"

#include <algorithm>
#include <cmath>

namespace leian::query {
namespace {

constexpr int kRounds = 5;
constexpr double kFreedom = 4;  ///< of Student's t
constexpr double kMostWeight = 1.3;
constexpr double kNormal = 1.4826;  ///< median absolute deviation to standard deviation
constexpr double kLeastScale = 1e-6;

/// A symmetric positive definite matrix factored as L Lᵀ, in place.
class Cholesky {
 public:
  Cholesky(std::vector<double> matrix, std::size_t size) : l_(std::move(matrix)), size_(size) {
    for (std::size_t j = 0; j < size_; ++j) {
      double diagonal = l_[j * size_ + j];
      for (std::size_t k = 0; k < j; ++k) diagonal -= l_[j * size_ + k] * l_[j * size_ + k];
      diagonal = std::sqrt(std::max(diagonal, 1e-12));
      l_[j * size_ + j] = diagonal;
      for (std::size_t i = j + 1; i < size_; ++i) {
        double sum = l_[i * size_ + j];
        for (std::size_t k = 0; k < j; ++k) sum -= l_[i * size_ + k] * l_[j * size_ + k];
        l_[i * size_ + j] = sum / diagonal;
      }
    }
  }

  /// Solves L z = b in place.
  void forward(std::vector<double>& b) const {
    for (std::size_t i = 0; i < size_; ++i) {
      for (std::size_t k = 0; k < i; ++k) b[i] -= l_[i * size_ + k] * b[k];
      b[i] /= l_[i * size_ + i];
    }
  }
  /// Solves Lᵀ x = z in place.
  void backward(std::vector<double>& z) const {
    for (std::size_t i = size_; i-- > 0;) {
      for (std::size_t k = i + 1; k < size_; ++k) z[i] -= l_[k * size_ + i] * z[k];
      z[i] /= l_[i * size_ + i];
    }
  }

 private:
  std::vector<double> l_;
  std::size_t size_;
};

Cholesky normal_matrix(const DenseMatrix& a, const std::vector<double>& weights, double penalty) {
  const std::size_t p = a.columns;
  std::vector<double> matrix(p * p, 0);
  for (std::size_t i = 0; i < a.rows; ++i) {
    const double* row = a.row(i);
    for (std::size_t j = 0; j < p; ++j) {
      const double weighted = weights[i] * row[j];
      if (weighted == 0) continue;  // most charges are not the row's
      for (std::size_t k = 0; k <= j; ++k) matrix[j * p + k] += weighted * row[k];
    }
  }
  for (std::size_t j = 0; j < p; ++j) matrix[j * p + j] += penalty;
  return {std::move(matrix), p};
}

/// One round: leave-one-out residuals under the weights.
std::vector<double> residuals(const DenseMatrix& a, const std::vector<double>& centred,
                              const std::vector<double>& weights, double penalty) {
  const std::size_t p = a.columns;
  const Cholesky normal = normal_matrix(a, weights, penalty);
  std::vector<double> b(p, 0);
  for (std::size_t i = 0; i < a.rows; ++i)
    for (std::size_t j = 0; j < p; ++j) b[j] += weights[i] * centred[i] * a.row(i)[j];
  normal.forward(b);
  normal.backward(b);
  std::vector<double> out(a.rows), z(p);
  for (std::size_t i = 0; i < a.rows; ++i) {
    double fitted = 0, leverage = 0;
    for (std::size_t j = 0; j < p; ++j) fitted += a.row(i)[j] * b[j];
    z.assign(a.row(i), a.row(i) + p);
    normal.forward(z);
    for (const double value : z) leverage += value * value;
    out[i] = (centred[i] - fitted) / std::max(1 - weights[i] * leverage, 1e-3);
  }
  return out;
}

double robust_scale(const std::vector<double>& of) {
  std::vector<double> sizes;
  for (const double value : of) sizes.push_back(std::abs(value));
  return std::max(kNormal * median_of(std::move(sizes)), kLeastScale);
}

}  // namespace

double median_of(std::vector<double> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  const double upper = *middle;
  if (values.size() % 2 != 0) return upper;
  return (*std::max_element(values.begin(), middle) + upper) / 2;
}

RidgeFit fit_leave_one_out(const DenseMatrix& a, const std::vector<double>& y, double penalty) {
  const double centre = median_of(y);
  std::vector<double> centred, weights(y.size(), 1), out;
  for (const double value : y) centred.push_back(value - centre);
  RidgeFit fit;
  for (int round = 0; round < kRounds; ++round) {
    out = residuals(a, centred, weights, penalty);
    fit.scale = robust_scale(out);
    for (std::size_t i = 0; i < out.size(); ++i)
      weights[i] = (kFreedom + 1) / (kFreedom + (out[i] / fit.scale) * (out[i] / fit.scale));
    const double middle = median_of(weights);
    for (double& weight : weights) weight = std::min(weight / middle, kMostWeight);
  }
  for (std::size_t i = 0; i < y.size(); ++i) fit.expected.push_back(y[i] - out[i]);
  return fit;
}

}  // namespace leian::query
