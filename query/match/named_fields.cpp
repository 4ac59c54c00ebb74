#include "query/match/named_fields.hpp"

#include <algorithm>
#include <set>

#include "query/match/ranges.hpp"

namespace leian::query {
namespace {

std::string truth_of(std::string_view value) {
  if (value == "是" || value == "yes" || value == "1") return "true";
  if (value == "否" || value == "no" || value == "0") return "false";
  return std::string(value);
}

const CodeList* list_of(const NamedField& field, const CodeLists& codes) {
  const auto list = codes.find(field.spec->codes);
  return field.spec->type == FieldType::Code && list != codes.end() ? &list->second : nullptr;
}

}  // namespace

std::vector<std::string> values_named(const std::vector<NamedField>& fields, const std::string& value,
                                      const CodeLists& codes) {
  if (fields.empty()) return {value};
  if (fields.front().spec->type == FieldType::Boolean) return {truth_of(value)};
  const bool is_code = std::any_of(fields.begin(), fields.end(), [&](const NamedField& field) {
    const CodeList* list = list_of(field, codes);
    return list != nullptr && list->by_code(value) != nullptr;
  });
  std::set<std::string> values{value};
  for (const NamedField& field : fields) {
    const CodeList* list = list_of(field, codes);
    if (list == nullptr) continue;
    if (const CodeEntry* entry = is_code ? list->by_code(value) : list->find(value))
      for (std::string& code : list->with_descendants(entry->code)) values.insert(std::move(code));
  }
  return {values.begin(), values.end()};
}

std::vector<NamedField> fields_named(std::string_view name, const Snapshot& snapshot) {
  std::vector<NamedField> found;
  for (const auto& kind : snapshot.kinds()->kinds())
    if (const auto at = kind->find(name)) found.push_back({&kind->fields()[*at], kind.get(), nullptr});
  if (!found.empty()) return found;
  for (const auto& kind : snapshot.kinds()->kinds())
    if (const auto nested = nested_column(*kind, name))
      found.push_back({&nested->spec(*kind), kind.get(), &nested->rows(*kind)});
  return found;
}

bool is_kind_field(std::string_view name) { return name == kKindColumn || name == "种类"; }

Plan plan_of(Plan::Type type, std::vector<Plan> children) {
  if (children.size() == 1 && type != Plan::Type::Not) return std::move(children.front());
  Plan plan;
  plan.type = type;
  plan.children = std::move(children);
  return plan;
}

Plan both(Plan a, Plan b) {
  if (a.type == Plan::Type::All) return b;
  if (b.type == Plan::Type::All) return a;
  Plan plan;
  plan.type = Plan::Type::And;
  plan.children.push_back(std::move(a));
  plan.children.push_back(std::move(b));
  return plan;
}

Plan plan_of(Needle needle) {
  Plan plan;
  plan.type = Plan::Type::Needle;
  plan.needle = std::move(needle);
  return plan;
}

Plan plan_of(ColumnTest test) {
  Plan plan;
  plan.type = Plan::Type::Test;
  plan.test = std::move(test);
  return plan;
}

Result<ColumnTest> test_of(const std::vector<NamedField>& fields, const std::string& value,
                           const Snapshot& snapshot) {
  ColumnTest test;
  test.column = fields.front().column_name();
  const FieldType type = fields.front().spec->type;
  if (row_of(type).ordered) {
    LEIAN_TRY(const Bounds bounds, read_bounds(test.column, type, value));
    test.ranged = true;
    test.low = bounds.low;
    test.high = bounds.high;
    return test;
  }
  test.values = values_named(fields, value, snapshot.kinds()->codes());
  return test;
}

Result<ColumnTest> kind_test(const std::string& name, const Snapshot& snapshot) {
  LEIAN_TRY(const auto kind, snapshot.kinds()->find(name));
  ColumnTest test;
  test.column = kKindColumn;
  test.values = {kind->name()};
  return test;
}

}  // namespace leian::query
