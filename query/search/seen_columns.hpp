/// Columns as questions beyond a search use them: by name where the caller may see the field, and by a row's
/// first value. Threads: pure functions.
#pragma once
#include <string_view>

#include "query/search/asking.hpp"

namespace leian::query {

/// The column that `name` stands for. One of a field that the caller may not see is unknown, like one that is
/// not there. Errors: UnknownField.
Result<const ColumnSpec*> seen_column(std::string_view name, const Asking&);

/// The same, of a column that can be counted by value. Errors: UnknownField.
Result<const ColumnSpec*> seen_facet(std::string_view name, const Asking&);

/// The first value that a dictionary column holds for a row; empty where it holds none, or there is no
/// column.
std::string_view first_text(const Column*, std::uint32_t row);

}  // namespace leian::query
