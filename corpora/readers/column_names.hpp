/// Names for the columns of a table. Threads: pure functions.
#pragma once
#include <string>
#include <vector>

namespace leian {

/// Columns without a name are called 列1, 列2 … by their place; a name that stands twice gets _2 the second
/// time.
std::vector<std::string> column_names(const std::vector<std::string>& header);

}  // namespace leian
