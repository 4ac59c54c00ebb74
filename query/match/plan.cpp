#include "query/match/plan.hpp"

#include <map>

#include "query/match/named_fields.hpp"

namespace leian::query {

bool is_field_name(std::string_view name, const Snapshot& snapshot) {
  return is_kind_field(name) || section_named(name) || !fields_named(name, snapshot).empty();
}

Result<const ColumnSpec*> column_named(std::string_view name, const Snapshot& snapshot) {
  if (is_kind_field(name)) return snapshot.layout().column(kKindColumn);
  const auto named = fields_named(name, snapshot);
  if (named.empty()) return err(ErrorCode::UnknownField, Msg::FieldUnknown, name);
  for (const NamedField& field : named)
    if (const ColumnSpec* column = snapshot.layout().column(field.spec->name)) return column;
  return err(ErrorCode::UnknownField, Msg::FieldNotFilterable, name);
}

Result<Plan> bind_filters(const std::vector<Filter>& filters, const std::string& kind,
                          const Snapshot& snapshot) {
  if (filters.size() > kMaxFilters)
    return err(ErrorCode::TooLarge, Msg::TooMany, "filter", filters.size(), kMaxFilters);
  std::map<std::string, std::vector<Plan>> by_column;
  if (!kind.empty()) {
    LEIAN_TRY(ColumnTest test, kind_test(kind, snapshot));
    by_column["kind="].push_back(plan_of(std::move(test)));
  }
  for (const Filter& filter : filters) {
    LEIAN_TRY(const ColumnSpec* column, column_named(filter.field, snapshot));
    if (column->name == kKindColumn) {
      LEIAN_TRY(ColumnTest test, kind_test(filter.value, snapshot));
      by_column[column->name].push_back(plan_of(std::move(test)));
      continue;
    }
    LEIAN_TRY(ColumnTest test, test_of(fields_named(filter.field, snapshot), filter.value, snapshot));
    by_column[column->name].push_back(plan_of(std::move(test)));
  }
  std::vector<Plan> all;
  for (auto& [column, any] : by_column) all.push_back(plan_of(Plan::Type::Or, std::move(any)));
  return all.empty() ? Plan{} : plan_of(Plan::Type::And, std::move(all));
}

Result<Plan> bind_ids(const std::vector<std::string>& ids, const ReaderLease& lease) {
  if (ids.empty()) return Plan{};
  if (ids.size() > kMaxAmong) return err(ErrorCode::TooLarge, Msg::TooMany, "id", ids.size(), kMaxAmong);
  Plan plan;
  plan.type = Plan::Type::Rows;
  for (const std::string& id : ids) {
    LEIAN_TRY(const auto at, find_row(lease, id));
    if (at) plan.rows.push_back(*at);
  }
  return plan;
}

}  // namespace leian::query
