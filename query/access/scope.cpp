#include "query/access/scope.hpp"

namespace leian::query {

void Scope::narrow(Record& record) const {
  for (std::size_t i = 0; i < record.values.size(); ++i)
    if (!may_see(record.kind->fields()[i])) record.values[i] = {};
}

}  // namespace leian::query
