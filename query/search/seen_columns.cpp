#include "query/search/seen_columns.hpp"

#include "corpora/core/messages.hpp"
#include "query/match/plan.hpp"

namespace leian::query {

Result<const ColumnSpec*> seen_column(std::string_view name, const Asking& asking) {
  LEIAN_TRY(const ColumnSpec* column, column_named(name, asking.snapshot()));
  for (const auto& kind : asking.snapshot().kinds()->kinds())
    for (const FieldSpec& field : kind->fields())
      if (field.name == column->name && !asking.scope.may_see(field))
        return err(ErrorCode::UnknownField, Msg::FieldUnknown, name);
  return column;
}

Result<const ColumnSpec*> seen_facet(std::string_view name, const Asking& asking) {
  LEIAN_TRY(const ColumnSpec* column, seen_column(name, asking));
  if (row_of(column->type).column != ColumnShape::Dictionary)
    return err(ErrorCode::UnknownField, Msg::FieldNotFacet, name);
  return column;
}

std::string_view first_text(const Column* column, std::uint32_t row) {
  if (column == nullptr || (column->list() && column->begin(row) == column->begin(row + 1))) return {};
  return column->entry(column->ordinal(column->begin(row)));
}

}  // namespace leian::query
