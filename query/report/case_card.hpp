/// What names a case in a table: number, court, cause, day, outcome, found by their roles and written as
/// people read them. Threads: pure functions.
#pragma once
#include <string>

#include "query/report/similar_report.hpp"

namespace leian::query {

/// The values of every field with that role, codes by their labels, `、` between them; empty: none.
std::string values_shown(const Record&, Role, const KindSet&);

/// The first value of the field with that role as it is kept; empty: none, or no string.
std::string value_kept(const Record&, Role);

CaseCard card_of(const Record&, const KindSet&);

}  // namespace leian::query
