/// In which order a search answers: by relevance or by a column.
#pragma once
#include <string_view>

#include "query/match/plan.hpp"

namespace leian::query {

struct Order {
  const ColumnSpec* column = nullptr;  ///< null: by relevance
  bool descending = false;
};

/// Reads `opened`, `-amount`, or nothing. Errors: UnknownField.
Result<Order> read_order(std::string_view sort, const Snapshot&);

/// The value a row is sorted by, so that a higher key comes first; rows without a value come last either way.
double sort_key(const Column*, std::uint32_t row, bool descending);

}  // namespace leian::query
