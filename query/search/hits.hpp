/// Records as answers show them: within the caller's scope, with a title and a passage.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "query/match/ranking.hpp"
#include "query/match/spans.hpp"
#include "query/request.hpp"
#include "query/search/asking.hpp"

namespace leian::query {

struct FoundRecord {
  RowAddress at;
  Record record;
};

/// The record of an id as the caller may see it. One outside the caller's scope is missing, like one that is
/// not there. Errors: NotFound.
Result<FoundRecord> find_record(std::string_view id, const Asking&);

/// The hit that a row makes; long texts are left out. Errors: IndexDamaged.
Result<Hit> make_hit(const Asking&, RowAddress, double score, const std::vector<Needle>& marks);

/// The same of a record that is read already, as the caller may see it.
Hit make_hit(const Asking&, Record, double score, const std::vector<Needle>& marks);

}  // namespace leian::query
