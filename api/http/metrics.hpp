/// What /metrics tells: requests by route and status, their durations, how many are under way, the index's
/// size and generation. No query text, no ids: a route is its pattern. Threads: all functions may be called
/// at once.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "query/request.hpp"

namespace leian::api {

class Metrics {
 public:
  Metrics();
  ~Metrics();

  void request_began();
  void request_ended(std::string_view method, std::string_view route, int status, double seconds);
  void connection_refused();
  void index_is(const query::IndexInfo&);

  /// Prometheus text format 0.0.4.
  std::string text() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace leian::api
