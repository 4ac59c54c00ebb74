/// Draws for review and what was found by looking into records, as JSON; the record of a draw, written and
/// read back. Threads: pure functions. Source: docs/review.md
#pragma once
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "query/inspect/inspect.hpp"
#include "query/review_draw/draw.hpp"

namespace leian::api {

nlohmann::ordered_json answer_json(const query::DrawAnswer&);
nlohmann::ordered_json answer_json(const query::ContentsAnswer&);
nlohmann::ordered_json answer_json(const query::ScoresAnswer&);
nlohmann::ordered_json answer_json(const query::CoverageAnswer&);

/// What a record of a draw says: how to draw again, and what was drawn then.
struct DrawRecord {
  query::DrawRequest request;
  std::vector<std::string> ids;
  std::uint64_t population = 0;
  std::uint64_t generation = 0;
};

/// Reads what answer_json(DrawAnswer) writes. Errors: BadInput naming `origin`.
Result<DrawRecord> read_draw_record(std::string_view json, std::string_view origin);

}  // namespace leian::api
