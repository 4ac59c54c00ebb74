#include "query/access/write_gate.hpp"

#include "corpora/core/messages.hpp"

namespace leian::query {

Result<WriteAnswer> WriteGate::write(const Principal& who, const WriteRequest& request) {
  if (!who.may_write) return err(ErrorCode::Forbidden, Msg::WriteForbidden);
  return live_.write(request);
}

std::optional<std::optional<Record>> WriteGate::newest(const Principal& who, const std::string& id) {
  const Scope scope = Scope::of(who);
  if (scope.rows().type != Plan::Type::All) return std::nullopt;
  const auto state = live_.newest(id);
  if (!state) return std::nullopt;
  if (!state->candidate) return std::optional<Record>();
  Record record = std::get<Record>(state->candidate->outcome);
  scope.narrow(record);
  return record;
}

}  // namespace leian::query
