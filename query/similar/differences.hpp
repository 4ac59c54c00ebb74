/// In what two cases part where that matters: how they ended, sums, months, circumstances.
#pragma once
#include <vector>

#include "query/similar/similar_case.hpp"

namespace leian::query {

/// By roles, in the order of the hit's fields. Both sides are shown as people read them; of circumstances
/// only those that the other lacks. A side that says nothing shows nothing; a field that the case asked about
/// leaves open makes no difference, but for circumstances. Threads: pure function.
std::vector<Difference> differences_between(const Record& here, const Record& there, const CodeLists&);

}  // namespace leian::query
