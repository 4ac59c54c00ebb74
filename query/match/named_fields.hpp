/// Names in queries and filters meet the kinds: which fields they are, and which column values a value means.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "corpora/record/nested.hpp"
#include "indexer/store/snapshot.hpp"
#include "query/match/plan.hpp"

namespace leian::query {

/// A field, or a column of nested rows, as one or more kinds have it.
struct NamedField {
  const FieldSpec* spec = nullptr;
  const Kind* kind = nullptr;
  const FieldSpec* rows = nullptr;  ///< the nested rows that it is a column of

  /// What the index calls it.
  std::string column_name() const { return rows == nullptr ? spec->name : nested_name(*rows, *spec); }
  /// The field whose being seen decides whether it is.
  const FieldSpec& field() const { return rows == nullptr ? *spec : *rows; }
};

std::vector<NamedField> fields_named(std::string_view name, const Snapshot&);
/// `kind` itself, which is no field of any kind.
bool is_kind_field(std::string_view name);

/// The column values that `value` names: itself, and where it is a code, or else a code's label or alias,
/// that code and all below it. A code of one kind's list is not taken for the alias of another in the next
/// kind's: what a facet counted under it is what narrowing by it finds.
std::vector<std::string> values_named(const std::vector<NamedField>&, const std::string& value,
                                      const CodeLists&);

/// The condition that one value of a filter, or of field:value, makes; the same fields of all kinds share a
/// column. Errors: BadUsage (a range that cannot be read, or is backward).
Result<ColumnTest> test_of(const std::vector<NamedField>&, const std::string& value, const Snapshot&);
/// Errors: UnknownKind.
Result<ColumnTest> kind_test(const std::string& name, const Snapshot&);

Plan plan_of(Plan::Type, std::vector<Plan> children);
Plan plan_of(Needle);
Plan plan_of(ColumnTest);

}  // namespace leian::query
