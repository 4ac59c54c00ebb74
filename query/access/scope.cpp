#include "query/access/scope.hpp"

namespace leian::query {

void Scope::narrow(Record& record) const {
  for (std::size_t i = 0; i < record.values.size(); ++i)
    if (!may_see(record.kind->fields()[i])) record.values[i] = {};
  // A sentence shows what stands in the text it was taken from.
  const auto hidden = [&](const std::string& name) {
    const auto field = record.kind->find(name);
    return field && !may_see(record.kind->fields()[*field]);
  };
  std::erase_if(record.extracted, [&](const Extracted& e) { return hidden(e.field) || hidden(e.from); });
}

}  // namespace leian::query
