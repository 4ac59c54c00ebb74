#include "query/search/asking.hpp"

#include "corpora/core/messages.hpp"
#include "query/match/plan.hpp"
#include "query/match/word_group.hpp"
#include "query/request.hpp"

namespace leian::query {

Result<ParsedQuery> read_query(const Asking& asking, std::string_view text) {
  const QueryNames names{[&](std::string_view name) { return is_field_name(name, asking.snapshot()); },
                         held_together(text, asking.analyzer)};
  return parse_query(text, names);
}

Result<void> check_limits(std::uint32_t limit, std::uint32_t offset) {
  if (limit > kMaxHits) return err(ErrorCode::BadUsage, Msg::LimitBad, "limit", limit, kMaxHits);
  if (offset > kMaxOffset) return err(ErrorCode::BadUsage, Msg::LimitBad, "offset", offset, kMaxOffset);
  return {};
}

}  // namespace leian::query
