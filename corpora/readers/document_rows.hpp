/// From a document's text to the rows that become records. Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace leian {

/// Each row is a JSON object for corpora/record/intake.hpp.
std::vector<nlohmann::json> rows_of_document(const std::string& name, const std::string& text);

}  // namespace leian
