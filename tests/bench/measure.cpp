#include "tests/bench/measure.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

namespace leian::bench {
namespace {

using Clock = std::chrono::steady_clock;
using Ask = std::function<std::uint64_t(std::size_t)>;

constexpr double kWarmSeconds = 6;
constexpr double kMostWarmSeconds = 10;
constexpr std::size_t kLeastWarmPasses = 4;
constexpr std::size_t kMostWarmPasses = 40;
constexpr double kTimedSeconds = 8;
constexpr std::size_t kMostPasses = 5;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Warms up; gives the seconds of one pass. Leaves in `timing` the queries one pass has time for, and their
/// hits.
double warm_up(const Ask& ask, Timing& timing) {
  const auto start = Clock::now();
  std::size_t passes = 0;
  while (passes < kLeastWarmPasses || (seconds_since(start) < kWarmSeconds && passes < kMostWarmPasses)) {
    std::uint64_t hits = 0;
    std::size_t asked = 0;
    while (asked < timing.queries && seconds_since(start) <= kMostWarmSeconds) hits += ask(asked++);
    if (asked < timing.queries) {
      if (passes > 0) break;
      timing.queries = std::max<std::size_t>(1, asked);
    }
    timing.hits = hits;
    ++passes;
  }
  return seconds_since(start) / static_cast<double>(passes);
}

double milliseconds_of(const Ask& ask, std::size_t query) {
  const auto start = Clock::now();
  ask(query);
  return seconds_since(start) * 1e3;
}

double queries_per_second(const Ask& ask, std::size_t queries, double seconds) {
  std::atomic<std::uint64_t> done = 0;
  const auto start = Clock::now();
  const auto work = [&](std::size_t first) {
    for (std::size_t i = first; seconds_since(start) < seconds; ++i, ++done) ask(i % queries);
  };
  std::thread other(work, queries / 2);
  work(0);
  other.join();
  return static_cast<double>(done) / seconds_since(start);
}

}  // namespace

Timing measure(std::size_t queries, const Ask& ask) {
  Timing timing;
  timing.queries = queries;
  const double pass_seconds = warm_up(ask, timing);
  timing.passes = std::clamp<std::size_t>(
      static_cast<std::size_t>(kTimedSeconds / std::max(pass_seconds, 1e-3)), 1, kMostPasses);

  std::vector<std::vector<double>> times(timing.queries);
  for (std::size_t pass = 0; pass < timing.passes; ++pass)
    for (std::size_t i = 0; i < timing.queries; ++i) times[i].push_back(milliseconds_of(ask, i));
  std::vector<double> medians;
  for (auto& of_query : times) {
    std::sort(of_query.begin(), of_query.end());
    medians.push_back(of_query[timing.passes / 2]);
  }
  std::sort(medians.begin(), medians.end());
  const auto percentile = [&](std::size_t percent) {
    return medians[std::min(medians.size() - 1, medians.size() * percent / 100)];
  };
  timing.p50 = percentile(50);
  timing.p95 = percentile(95);
  timing.p99 = percentile(99);
  timing.mean = std::accumulate(medians.begin(), medians.end(), 0.0) / static_cast<double>(medians.size());
  timing.qps2 = queries_per_second(ask, timing.queries, std::clamp(pass_seconds * 3, 2.0, 6.0));
  return timing;
}

std::uint64_t status_kb(const char* name) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);)
    if (line.rfind(std::string(name) + ':', 0) == 0)
      return std::stoull(line.substr(line.find_first_of("0123456789")));
  return 0;
}

}  // namespace leian::bench
