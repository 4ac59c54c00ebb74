/// Bounds on dates, numbers and amounts as people write them.
#pragma once
#include <optional>
#include <string_view>
#include <utility>

#include "corpora/core/result.hpp"
#include "corpora/record/field.hpp"

namespace leian::query {

/// Both ends included, in the column's unit: days, seconds, fen or the number itself; ±infinity where open.
struct Bounds {
  double low = 0;
  double high = 0;
};

/// Reads `a..b`, `a..`, `..b`, `>=a`, `>a`, `<=b`, `<b` or a single value; a date may be a period, which then
/// counts whole. Errors: BadUsage naming field and text; backward ranges.
Result<Bounds> read_bounds(const std::string& field, FieldType, std::string_view text);

}  // namespace leian::query
