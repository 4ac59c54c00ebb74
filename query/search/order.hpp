/// In which order a search answers: by relevance, by columns, or by one after the other.
#pragma once
#include <array>
#include <string_view>
#include <vector>

#include "query/match/plan.hpp"

namespace leian::query {

inline constexpr std::size_t kMaxSortKeys = 4;

struct SortKey {
  const ColumnSpec* column = nullptr;  ///< null: by relevance
  bool descending = false;
};

/// The keys in the order they count; later ones decide between what earlier ones leave equal.
struct Order {
  std::vector<SortKey> keys;

  bool by_relevance() const;
};

/// Reads `opened`, `-amount`, `-closed,relevance`, or nothing: by relevance. Errors: UnknownField, BadUsage
/// (too many keys, one that stands twice).
Result<Order> read_order(std::string_view sort, const Snapshot&);

/// A match with what it is sorted by: a higher key comes first, rows without a value last either way.
struct SortedRow {
  RowAddress at;
  std::array<double, kMaxSortKeys> keys{};
};

/// Fills keys from columns and scores. One segment's.
class RowKeys {
 public:
  RowKeys(const Order&, const Segment&);

  SortedRow of(RowAddress at, double score) const;

 private:
  struct Source {
    const Column* column = nullptr;
    bool relevance = false;
    bool descending = false;
  };
  std::vector<Source> sources_;
};

/// The value a row is sorted by in a column.
double sort_key(const Column*, std::uint32_t row, bool descending);

/// Whether one row comes before another. What all keys leave equal is in the order of the index; or in that
/// of the records' hashes, which stays the same when segments are merged.
class ComesBefore {
 public:
  ComesBefore(std::size_t keys, const Snapshot* by_hash = nullptr) : keys_(keys), by_hash_(by_hash) {}

  bool operator()(const SortedRow& a, const SortedRow& b) const;
  /// The same for a row that is only known by its keys and hash. Only where ties go by hash.
  bool operator()(const std::array<double, kMaxSortKeys>& keys, const ContentHash& tie,
                  const SortedRow& b) const;

 private:
  /// Below 0: a first. Above 0: b first.
  int compare(const std::array<double, kMaxSortKeys>& a, const std::array<double, kMaxSortKeys>& b) const;

  std::size_t keys_;
  const Snapshot* by_hash_;
};

}  // namespace leian::query
