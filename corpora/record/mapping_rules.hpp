/// From one source row to one field's value, as a mapping's rule says.
/// Threads: pure functions.
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/mapping.hpp"
#include "corpora/record/value_reader.hpp"

namespace leian {

/// All values `path` leads to in a row: the column of that very name, or else through objects and lists of
/// them at the dots. Lists give their items; null and blank strings are passed over.
std::vector<nlohmann::json> values_at(const nlohmann::json& row, std::string_view path);

/// What the rule makes of the row for its field.
ValueResult<Value> apply_rule(const KindSet&, const FieldSpec&, const FieldRule&, const nlohmann::json& row,
                              Leftovers&);

}  // namespace leian
