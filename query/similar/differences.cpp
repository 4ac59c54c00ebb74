#include "query/similar/differences.hpp"

#include <algorithm>
#include <array>

#include "query/similar/case_texts.hpp"

namespace leian::query {
namespace {

constexpr std::array kMatters{Role::Outcome, Role::Months, Role::Amount, Role::Circumstances};

std::vector<std::string> shown(const Record& record, Role role, const CodeLists& codes) {
  const auto field = record.kind->with_role(role);
  std::vector<std::string> values;
  if (!field) return values;
  for (const Scalar& item : record.values[*field].items)
    values.push_back(label_of(record.kind->fields()[*field], item, codes));
  return values;
}

std::vector<std::string> without(const std::vector<std::string>& values,
                                 const std::vector<std::string>& others) {
  std::vector<std::string> left;
  for (const std::string& value : values)
    if (std::find(others.begin(), others.end(), value) == others.end()) left.push_back(value);
  return left;
}

}  // namespace

std::vector<Difference> differences_between(const Record& here, const Record& there, const CodeLists& codes) {
  std::vector<Difference> differences;
  for (const FieldSpec& field : there.kind->fields()) {
    if (std::find(kMatters.begin(), kMatters.end(), field.role) == kMatters.end()) continue;
    const auto ours = shown(here, field.role, codes);
    const auto theirs = shown(there, field.role, codes);
    Difference difference{field.name, field.label.zh, ours, theirs};
    if (field.role == Role::Circumstances) {
      difference.here = without(ours, theirs);
      difference.there = without(theirs, ours);
      if (difference.here.empty() && difference.there.empty()) continue;
    } else if (ours.empty() || ours == theirs) {
      continue;
    }
    differences.push_back(std::move(difference));
  }
  return differences;
}

}  // namespace leian::query
