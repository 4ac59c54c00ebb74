/// From a document's text to the rows that become records. Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// Each row is a JSON object for corpora/record/intake.hpp. `name` is the file's stem; `text` one paragraph a
/// line, a table's cells parted by tabs.
Result<std::vector<nlohmann::json>> rows_of_document(std::string_view name, std::string_view text);

}  // namespace leian
