#include "query/search/order.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include "corpora/core/messages.hpp"

namespace leian::query {
namespace {

constexpr std::string_view kRelevance[] = {"relevance", "相关度"};

bool is_relevance(std::string_view name) {
  return std::find(std::begin(kRelevance), std::end(kRelevance), name) != std::end(kRelevance);
}

Result<SortKey> read_key(std::string_view text, const Snapshot& snapshot) {
  const bool descending = text.starts_with('-');
  if (descending) text.remove_prefix(1);
  if (is_relevance(text)) return SortKey{};
  LEIAN_TRY(const ColumnSpec* column, column_named(text, snapshot));
  if (!row_of(column->type).ordered) return err(ErrorCode::UnknownField, Msg::FieldNotOrdered, text);
  return SortKey{column, descending};
}

auto order_of(const ContentHash& hash) { return std::tie(hash.high, hash.low); }

}  // namespace

bool Order::by_relevance() const {
  return std::any_of(keys.begin(), keys.end(), [](const SortKey& key) { return key.column == nullptr; });
}

Result<Order> read_order(std::string_view sort, const Snapshot& snapshot) {
  if (sort.empty()) return Order{{SortKey{}}};
  Order order;
  for (std::size_t at = 0; at <= sort.size();) {
    const std::size_t end = std::min(sort.find(',', at), sort.size());
    LEIAN_TRY(const SortKey key, read_key(sort.substr(at, end - at), snapshot));
    const bool twice = std::any_of(order.keys.begin(), order.keys.end(),
                                   [&](const SortKey& other) { return other.column == key.column; });
    if (twice || order.keys.size() == kMaxSortKeys)
      return err(ErrorCode::BadUsage, Msg::SortKeys, sort, kMaxSortKeys);
    order.keys.push_back(key);
    at = end + 1;
  }
  return order;
}

double sort_key(const Column* column, std::uint32_t row, bool descending) {
  constexpr double kLast = -std::numeric_limits<double>::infinity();
  if (column == nullptr || column->begin(row) == column->begin(row + 1)) return kLast;
  const double value = column->ordered(column->begin(row));
  if (std::isnan(value)) return kLast;
  return descending ? value : -value;
}

RowKeys::RowKeys(const Order& order, const Segment& segment) {
  for (const SortKey& key : order.keys)
    sources_.push_back({key.column == nullptr ? nullptr : segment.column(key.column->name),
                        key.column == nullptr, key.descending});
}

SortedRow RowKeys::of(RowAddress at, double score) const {
  SortedRow row{at};
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    const Source& source = sources_[i];
    row.keys[i] = source.relevance ? score : sort_key(source.column, at.row, source.descending);
  }
  return row;
}

int ComesBefore::compare(const std::array<double, kMaxSortKeys>& a,
                         const std::array<double, kMaxSortKeys>& b) const {
  for (std::size_t i = 0; i < keys_; ++i)
    if (a[i] != b[i]) return a[i] > b[i] ? -1 : 1;
  return 0;
}

bool ComesBefore::operator()(const SortedRow& a, const SortedRow& b) const {
  if (const int order = compare(a.keys, b.keys); order != 0) return order < 0;
  if (by_hash_ == nullptr) return std::tie(a.at.segment, a.at.row) < std::tie(b.at.segment, b.at.row);
  const auto& segments = by_hash_->segments();
  const ContentHash of_a = segments[a.at.segment].segment->hash(a.at.row);
  const ContentHash of_b = segments[b.at.segment].segment->hash(b.at.row);
  return order_of(of_a) < order_of(of_b);
}

bool ComesBefore::operator()(const std::array<double, kMaxSortKeys>& keys, const ContentHash& tie,
                             const SortedRow& b) const {
  if (const int order = compare(keys, b.keys); order != 0) return order < 0;
  const ContentHash of_b = by_hash_->segments()[b.at.segment].segment->hash(b.at.row);
  return order_of(tie) < order_of(of_b);
}

}  // namespace leian::query
