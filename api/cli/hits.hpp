/// Hits as people read them on a terminal: title, id, kind, the fields that matter by their roles, and a
/// passage.
#pragma once
#include "api/cli/console.hpp"
#include "query/request.hpp"

namespace leian::api {

/// One hit, numbered from 1; three or four lines.
std::string hit_text(const query::Hit&, std::uint64_t number, const KindSet&, bool terminal);

}  // namespace leian::api
