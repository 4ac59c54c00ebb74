#include "corpora/record/nested.hpp"

#include <algorithm>

namespace leian {
namespace {

bool is_called(const FieldSpec& column, std::string_view name) {
  return column.name == name || column.label.zh == name || column.label.en == name ||
         std::find(column.aliases.begin(), column.aliases.end(), name) != column.aliases.end();
}

}  // namespace

std::optional<NestedColumn> nested_column(const Kind& kind, std::string_view name) {
  const auto dot = name.find(kNestedDot);
  if (dot == name.npos) return std::nullopt;
  const auto field = kind.find(name.substr(0, dot));
  if (!field) return std::nullopt;
  const auto& columns = kind.fields()[*field].columns;
  const auto at = std::find_if(columns.begin(), columns.end(),
                               [&](const FieldSpec& c) { return is_called(c, name.substr(dot + 1)); });
  if (at == columns.end()) return std::nullopt;
  return NestedColumn{*field, static_cast<std::size_t>(at - columns.begin())};
}

std::string nested_name(const FieldSpec& rows, const FieldSpec& column) {
  return rows.name + kNestedDot + column.name;
}

std::string_view rows_of_nested(std::string_view column_name) {
  const auto dot = column_name.find(kNestedDot);
  return dot == column_name.npos ? std::string_view() : column_name.substr(0, dot);
}

}  // namespace leian
