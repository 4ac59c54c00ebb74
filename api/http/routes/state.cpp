// /healthz, /readyz, /metrics: the state of the service.
#include "api/http/router.hpp"

namespace leian::api {

Reply get_healthz(Service&, const Call&) { return json_reply({{"status", "ok"}}); }

Reply get_readyz(Service& service, const Call&) {
  const auto gate = service.keeper.gate();
  if (!gate) return problem_reply(gate.error());
  const auto info = (*gate)->info();
  if (!info) return problem_reply(info.error());
  nlohmann::ordered_json state = {
      {"status", "ready"}, {"generation", info->generation}, {"records", info->records}};
  // A dictionary file that cannot be read does not stop the service; it only has no effect.
  if (const auto lexicon = (*gate)->lexicon_state(); lexicon.fault)
    state["dictionary_fault"] = {{"zh", lexicon.fault->what.zh}, {"en", lexicon.fault->what.en}};
  if (const auto fault = service.writes.live().fault())
    state["journal_fault"] = {{"zh", fault->what.zh}, {"en", fault->what.en}};
  return json_reply(state);
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
