/// Columns of nested rows under names of their own: `deductions.item` is column `item` of the rows in field
/// `deductions`. Each part may be a name, a label or an alias, as fields may: 扣分项.项目.
/// In an index each is a list with one entry a nested row, empty ones with them: the i-th entries of all
/// columns of the same rows belong together.
/// Threads: pure functions. Source: docs/kinds.md
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "corpora/record/kind.hpp"

namespace leian {

inline constexpr char kNestedDot = '.';

/// A column of nested rows, by the places of field and column in their kind.
struct NestedColumn {
  std::size_t field = 0;
  std::size_t column = 0;

  const FieldSpec& rows(const Kind& kind) const { return kind.fields()[field]; }
  const FieldSpec& spec(const Kind& kind) const { return rows(kind).columns[column]; }
};

/// What `name` names in that kind, or nothing.
std::optional<NestedColumn> nested_column(const Kind&, std::string_view name);

/// `deductions.item`.
std::string nested_name(const FieldSpec& rows, const FieldSpec& column);

/// The name of the rows that a column's name says it belongs to; empty for a field of its own.
std::string_view rows_of_nested(std::string_view column_name);

}  // namespace leian
