// /healthz, /readyz, /metrics: the state of the service.
#include "api/http/router.hpp"

namespace leian::api {

Reply get_healthz(Service&, const Call&) { return json_reply({{"status", "ok"}}); }

Reply get_readyz(Service& service, const Call&) {
  const auto gate = service.keeper.gate();
  if (!gate) return problem_reply(gate.error());
  const auto info = (*gate)->info();
  if (!info) return problem_reply(info.error());
  return json_reply({{"status", "ready"}, {"generation", info->generation}, {"records", info->records}});
}

Reply get_metrics(Service& service, const Call&) {
  if (const auto gate = service.keeper.gate())
    if (const auto info = (*gate)->info()) service.metrics.index_is(*info);
  Reply reply;
  reply.type = "text/plain; version=0.0.4; charset=utf-8";
  reply.body = service.metrics.text();
  return reply;
}

}  // namespace leian::api
