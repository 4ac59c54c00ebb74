#include "query/facets/count.hpp"

#include "corpora/record/nested.hpp"
#include "query/facets/count_parts.hpp"
#include "query/facets/labels.hpp"

namespace leian::query {

Labels::Labels(const std::string& column, const KindSet& kinds)
    : kinds_(kinds), of_kinds_(column == kKindColumn) {
  for (const auto& kind : kinds.kinds()) {
    const auto at = kind->find(column);
    const auto nested = nested_column(*kind, column);
    if (!at && !nested) continue;
    const FieldSpec& field = at ? kind->fields()[*at] : nested->spec(*kind);
    if (field.type == FieldType::Boolean) boolean_ = true;
    if (const auto list = kinds.codes().find(field.codes); list != kinds.codes().end())
      if (std::find(lists_.begin(), lists_.end(), &list->second) == lists_.end())
        lists_.push_back(&list->second);
  }
}

std::string Labels::of(const std::string& value) const {
  if (of_kinds_) {
    const auto kind = kinds_.find(value);
    return kind ? (*kind)->label().zh : value;
  }
  if (boolean_) return value == "true" ? "是" : "否";
  for (const CodeList* list : lists_)
    if (const CodeEntry* entry = list->by_code(value)) return entry->label;
  return value;
}

std::string label_of(const std::string& column, const std::string& value, const KindSet& kinds) {
  return Labels(column, kinds).of(value);
}

Result<FacetCounts> count_facet(const FacetSpec& spec, const CountedRows& rows) {
  rows.deadline.check();
  switch (spec.shape) {
    case FacetSpec::Shape::Calendar:
      return count_calendar(spec, rows);
    case FacetSpec::Shape::Ranges:
      return count_ranges(spec, rows);
    case FacetSpec::Shape::Values:
    case FacetSpec::Shape::Tree:
      return count_values(spec, rows);
  }
  return FacetCounts{};
}

}  // namespace leian::query
