/// The JSON files of rule folders, read the same way by all who keep rules as data.
/// Threads: pure functions.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "corpora/core/date.hpp"
#include "corpora/record/document.hpp"

namespace leian {

/// The *.json of the folders by name; of namesakes the one in the later folder. A folder that is not there
/// holds none. Errors: Io.
Result<std::vector<std::filesystem::path>> rule_files(const std::vector<std::filesystem::path>& folders);

/// A rule file as a Document whose complaints name file, place and reason. Errors: BadInput.
Result<Document> read_rule(std::string_view json, std::string_view origin);

/// The complaint that there is no rule of that name; `what` says which sort of rule. NotFound.
Unexpected unknown_rule(Msg what, std::string_view name, std::string_view known);

/// A date, written 2022-05-01.
Result<Date> read_rule_date(const Node&);

/// The member that says until when, or nothing.
Result<std::optional<Date>> read_rule_date_at(const Node&, std::string_view key);

}  // namespace leian
