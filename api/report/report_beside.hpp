/// What stands beside the list (how the similar cases ended, who handled them), in a report: as a section of
/// the document and as JSON. Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>

#include "api/report/report_sections.hpp"

namespace leian::api {

void add_beside_section(Blocks&, const query::Beside&);

nlohmann::ordered_json report_beside_json(const query::Beside&);

}  // namespace leian::api
