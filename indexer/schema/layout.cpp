#include "indexer/schema/layout.hpp"

#include <algorithm>

namespace leian {
namespace {

bool has_column(const FieldSpec& field) {
  const auto& row = row_of(field.type);
  return row.column != ColumnShape::None && (field.facet || row.ordered);
}

}  // namespace

Layout::Layout(const KindSet& kinds) {
  columns_.push_back({"kind", FieldType::Keyword, false});
  for (const auto& kind : kinds.kinds())
    for (const auto& field : kind->fields()) {
      if (!has_column(field)) continue;
      if (const auto known = find(field.name))
        columns_[*known].list |= field.list;  // one kind's single value fits another's list
      else
        columns_.push_back({field.name, field.type, field.list});
    }
  std::sort(columns_.begin() + 1, columns_.end(),
            [](const ColumnSpec& a, const ColumnSpec& b) { return a.name < b.name; });
}

std::optional<std::size_t> Layout::find(std::string_view name) const {
  const auto at = std::find_if(columns_.begin(), columns_.end(), [&](const ColumnSpec& c) { return c.name == name; });
  if (at == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - columns_.begin());
}

}  // namespace leian
