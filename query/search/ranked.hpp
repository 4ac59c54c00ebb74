/// What was found, in the order that was asked for: a page of it, the page behind a cursor, all of it, or the
/// best of every group.
#pragma once
#include <string>
#include <vector>

#include "query/match/row_set.hpp"
#include "query/search/asking.hpp"
#include "query/search/cursor.hpp"
#include "query/search/order.hpp"

namespace leian::query {

/// The best rows of those that share a value.
struct RowGroup {
  std::string value;  ///< empty: rows without a value
  std::uint64_t count = 0;
  std::vector<SortedRow> rows;  ///< in order
};

struct RowGroups {
  std::uint64_t distinct = 0;
  std::vector<RowGroup> groups;  ///< in the order of their best rows
};

inline constexpr std::size_t kMaxGroups = 100'000;

/// Cost: O(matches) a call, whatever the page. One thread at a time; throws OutOfTime and Xapian::Error.
class RankedMatches {
 public:
  /// All must outlive it.
  RankedMatches(const Asking&, const Order&, const BoundQuery&, const std::vector<RowSet>& matches);

  std::vector<SortedRow> page(std::size_t offset, std::size_t limit) const;
  /// The first `limit` rows behind a cursor, or of all; ties in the order of the records' hashes.
  std::vector<SortedRow> page_after(const Cursor*, std::size_t limit) const;
  std::vector<SortedRow> all() const;
  /// A row with several values is in several groups. Errors: TooLarge (more than kMaxGroups).
  Result<RowGroups> groups(const ColumnSpec&, const SearchRequest&) const;

 private:
  /// Calls visit(SortedRow) for every match.
  template <class Visit>
  void for_each(const Visit& visit) const;

  const Asking& asking_;
  const Order& order_;
  const BoundQuery& bound_;
  const std::vector<RowSet>& matches_;
};

}  // namespace leian::query
