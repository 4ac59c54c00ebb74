#include "query/match/plan.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"
#include "query/match/named_fields.hpp"

namespace leian::query {
namespace {

/// Whether one becomes the other by changing, adding or leaving out one character, or by changing the places
/// of two neighbours.
bool differ_by_one(std::u32string_view a, std::u32string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (a == b || b.size() - a.size() > 1) return false;
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin());
  const auto behind = in_b + 1;
  const bool swapped = a.size() == b.size() && behind != b.end() && in_a[0] == in_b[1] && in_a[1] == in_b[0];
  if (swapped && std::equal(in_a + 2, a.end(), in_b + 2, b.end())) return true;
  return std::equal(a.size() == b.size() ? in_a + 1 : in_a, a.end(), behind, b.end());
}

}  // namespace

std::vector<std::string> names_like(std::string_view name, const Snapshot& snapshot) {
  constexpr std::size_t kLeastCharacters = 3;  // of two, half would be another name
  const std::u32string wanted = decode_utf8(name);
  std::set<std::string> like;
  const auto look_at = [&](const std::string& known) {
    const std::u32string points = decode_utf8(known);
    if (points.size() >= kLeastCharacters && differ_by_one(wanted, points)) like.insert(known);
  };
  for (const auto& kind : snapshot.kinds()->kinds())
    for (const FieldSpec& field : kind->fields()) {
      for (const std::string& known : {field.name, field.label.zh, field.label.en}) look_at(known);
      for (const std::string& known : field.aliases) look_at(known);
    }
  return {like.begin(), like.end()};
}

bool is_field_name(std::string_view name, const Snapshot& snapshot) {
  return is_kind_field(name) || section_named(name) || !fields_named(name, snapshot).empty();
}

Result<const ColumnSpec*> column_named(std::string_view name, const Snapshot& snapshot) {
  if (is_kind_field(name)) return snapshot.layout().column(kKindColumn);
  const auto named = fields_named(name, snapshot);
  if (named.empty()) return err(ErrorCode::UnknownField, Msg::FieldUnknown, name);
  for (const NamedField& field : named)
    if (const ColumnSpec* column = snapshot.layout().column(field.column_name())) return column;
  return err(ErrorCode::UnknownField, Msg::FieldNotFilterable, name);
}

Result<Plan> bind_kind(const std::string& kind, const Snapshot& snapshot) {
  if (kind.empty()) return Plan{};
  LEIAN_TRY(ColumnTest test, kind_test(kind, snapshot));
  return plan_of(std::move(test));
}

Result<std::map<std::string, Plan>> bind_filters_by_column(const std::vector<Filter>& filters,
                                                           const Snapshot& snapshot) {
  if (filters.size() > kMaxFilters)
    return err(ErrorCode::TooLarge, Msg::TooMany, "filter", filters.size(), kMaxFilters);
  std::map<std::string, std::vector<Plan>> any;
  for (const Filter& filter : filters) {
    LEIAN_TRY(const ColumnSpec* column, column_named(filter.field, snapshot));
    LEIAN_TRY(ColumnTest test, column->name == kKindColumn
                                   ? kind_test(filter.value, snapshot)
                                   : test_of(fields_named(filter.field, snapshot), filter.value, snapshot));
    any[column->name].push_back(plan_of(std::move(test)));
  }
  std::map<std::string, Plan> by_column;
  for (auto& [column, plans] : any) by_column[column] = plan_of(Plan::Type::Or, std::move(plans));
  return by_column;
}

Result<Plan> bind_filters(const std::vector<Filter>& filters, const std::string& kind,
                          const Snapshot& snapshot) {
  LEIAN_TRY(Plan all, bind_kind(kind, snapshot));
  LEIAN_TRY(auto by_column, bind_filters_by_column(filters, snapshot));
  for (auto& [column, plan] : by_column) all = both(std::move(all), std::move(plan));
  return all;
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
