/// How long a question takes, by the method of the Lucene peer (../shared/peers/LuceneBench.java): warmed up
/// by at least four passes over all queries, then up to five timed ones; a query's time is the median of its
/// passes, and percentiles are over queries. Then two threads ask for a few seconds.
#pragma once
#include <cstdint>
#include <functional>

namespace leian::bench {

struct Timing {
  std::size_t queries = 0;  ///< fewer than asked where one pass takes over ten seconds
  std::size_t passes = 0;
  std::uint64_t hits = 0;                      ///< of one pass
  double p50 = 0, p95 = 0, p99 = 0, mean = 0;  ///< milliseconds
  double qps2 = 0;                             ///< queries a second with two threads
};

/// `ask(i)` answers query i of `queries` and gives its hits. It is called from two threads at once.
Timing measure(std::size_t queries, const std::function<std::uint64_t(std::size_t)>& ask);

/// A number of kilobytes from /proc/self/status: RssAnon, VmHWM. 0 where the system has none.
std::uint64_t status_kb(const char* name);

}  // namespace leian::bench
