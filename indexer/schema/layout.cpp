#include "indexer/schema/layout.hpp"

#include <algorithm>
#include <set>

#include "corpora/record/nested.hpp"

namespace leian {
namespace {

bool has_column(const FieldSpec& field) {
  const FieldTypeRow& row = row_of(field.type);
  return row.column != ColumnShape::None && (field.facet || row.ordered);
}

/// Takes a column in, once for all kinds that have it.
void take_in(ColumnSpec spec, std::vector<ColumnSpec>& columns) {
  const auto known = std::find_if(columns.begin(), columns.end(),
                                  [&](const ColumnSpec& column) { return column.name == spec.name; });
  if (known == columns.end())
    columns.push_back(std::move(spec));
  else
    known->list |= spec.list;  // one kind's single value fits another's list
}

}  // namespace

Layout::Layout(const KindSet& kinds) {
  columns_.push_back({std::string(kKindColumn), FieldType::Keyword, false});
  std::set<std::string> texts;
  for (const auto& kind : kinds.kinds())
    for (const FieldSpec& field : kind->fields()) {
      if (is_searched(field)) texts.insert(field.name);
      if (has_column(field)) take_in({field.name, field.type, field.list}, columns_);
      for (const FieldSpec& column : field.columns)
        if (row_of(column.type).column != ColumnShape::None)
          take_in({nested_name(field, column), column.type, true}, columns_);
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
