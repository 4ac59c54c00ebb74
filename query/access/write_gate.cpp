#include "query/access/write_gate.hpp"

#include "corpora/core/messages.hpp"

namespace leian::query {

Result<WriteAnswer> WriteGate::write(const Principal& who, const WriteRequest& request) {
  if (!who.may_write) return err(ErrorCode::Forbidden, Msg::WriteForbidden);
  return live_.write(request);
}

}  // namespace leian::query
