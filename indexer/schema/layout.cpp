#include "indexer/schema/layout.hpp"

#include <algorithm>
#include <set>

namespace leian {
namespace {

bool has_column(const FieldSpec& field) {
  const FieldTypeRow& row = row_of(field.type);
  return row.column != ColumnShape::None && (field.facet || row.ordered);
}

}  // namespace

Layout::Layout(const KindSet& kinds) {
  columns_.push_back({std::string(kKindColumn), FieldType::Keyword, false});
  std::set<std::string> texts;
  for (const auto& kind : kinds.kinds())
    for (const FieldSpec& field : kind->fields()) {
      if (is_searched(field)) texts.insert(field.name);
      if (!has_column(field)) continue;
      const auto known = std::find_if(columns_.begin(), columns_.end(),
                                      [&](const ColumnSpec& column) { return column.name == field.name; });
      if (known == columns_.end())
        columns_.push_back({field.name, field.type, field.list});
      else
        known->list |= field.list;  // one kind's single value fits another's list
    }
  std::sort(columns_.begin() + 1, columns_.end(),
            [](const ColumnSpec& a, const ColumnSpec& b) { return a.name < b.name; });
  texts_.assign(texts.begin(), texts.end());
}

const ColumnSpec* Layout::column(std::string_view name) const {
  const auto at =
      std::find_if(columns_.begin(), columns_.end(), [&](const ColumnSpec& c) { return c.name == name; });
  return at == columns_.end() ? nullptr : &*at;
}

}  // namespace leian
