/// What stands beside the list (how the similar cases ended, who handled them), as a section of a report's
/// document. Threads: pure functions.
#pragma once
#include "api/report/report_sections.hpp"

namespace leian::api {

void add_beside_section(Blocks&, const query::Beside&);

}  // namespace leian::api
