#include "query/search/order.hpp"

#include <cmath>
#include <limits>

#include "corpora/core/messages.hpp"

namespace leian::query {

Result<Order> read_order(std::string_view sort, const Snapshot& snapshot) {
  if (sort.empty()) return Order{};
  const bool descending = sort.starts_with('-');
  LEIAN_TRY(const ColumnSpec* column, column_named(sort.substr(descending ? 1 : 0), snapshot));
  if (!row_of(column->type).ordered) return err(ErrorCode::UnknownField, Msg::FieldNotOrdered, sort);
  return Order{column, descending};
}

double sort_key(const Column* column, std::uint32_t row, bool descending) {
  constexpr double kLast = -std::numeric_limits<double>::infinity();
  if (column == nullptr || column->begin(row) == column->begin(row + 1)) return kLast;
  const double value = column->ordered(column->begin(row));
  if (std::isnan(value)) return kLast;
  return descending ? value : -value;
}

}  // namespace leian::query
