#include "api/http/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

namespace leian::api {
namespace {

const prometheus::Histogram::BucketBoundaries kSeconds{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                       0.1,   0.25,   0.5,   1,    2.5,   10};

}  // namespace

struct Metrics::Impl {
  prometheus::Registry registry;
  prometheus::Family<prometheus::Counter>& requests =
      prometheus::BuildCounter()
          .Name("leian_http_requests_total")
          .Help("Requests answered, by method, route and status")
          .Register(registry);
  prometheus::Family<prometheus::Histogram>& seconds =
      prometheus::BuildHistogram()
          .Name("leian_http_request_seconds")
          .Help("Seconds from a request's head to the end of its answer")
          .Register(registry);
  prometheus::Gauge& in_flight = prometheus::BuildGauge()
                                     .Name("leian_http_requests_in_flight")
                                     .Help("Requests under way")
                                     .Register(registry)
                                     .Add({});
  prometheus::Counter& refused = prometheus::BuildCounter()
                                     .Name("leian_http_connections_refused_total")
                                     .Help("Connections told 503 because the queue was full")
                                     .Register(registry)
                                     .Add({});
  prometheus::Gauge& generation = prometheus::BuildGauge()
                                      .Name("leian_index_generation")
                                      .Help("Generation of the index in use")
                                      .Register(registry)
                                      .Add({});
  prometheus::Gauge& records = prometheus::BuildGauge()
                                   .Name("leian_index_records")
                                   .Help("Records in the index")
                                   .Register(registry)
                                   .Add({});
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::request_began() { impl_->in_flight.Increment(); }

void Metrics::request_ended(std::string_view method, std::string_view route, int status, double seconds) {
  impl_->in_flight.Decrement();
  impl_->requests
      .Add({{"method", std::string(method)},
            {"route", std::string(route)},
            {"status", std::to_string(status)}})
      .Increment();
  impl_->seconds.Add({{"route", std::string(route)}}, kSeconds).Observe(seconds);
}

void Metrics::connection_refused() { impl_->refused.Increment(); }

void Metrics::index_is(const query::IndexInfo& info) {
  impl_->generation.Set(static_cast<double>(info.generation));
  impl_->records.Set(static_cast<double>(info.records));
}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace leian::api
