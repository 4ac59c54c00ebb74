/// Every record that a search finds, one after the other, as the caller may see it: as many as the search's
/// total. Memory: an address a record. Source: docs/http-api.md
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "query/access/scope.hpp"
#include "query/request.hpp"
#include "query/search/asking.hpp"
#include "query/search/order.hpp"

namespace leian::query {

/// Holds one generation from its first record to its last. One thread at a time.
class Export {
 public:
  /// The records that `rows` names.
  Export(ReaderLease lease, Scope scope, std::vector<SortedRow> rows,
         std::vector<std::shared_ptr<const Kind>> kinds);

  std::uint64_t total() const { return rows_.size(); }
  /// The kinds the records are of, in the order of the kind set.
  const std::vector<std::shared_ptr<const Kind>>& kinds() const { return kinds_; }
  const std::shared_ptr<const KindSet>& schema() const { return lease_.snapshot().kinds(); }
  /// The next record, or nothing behind the last. Errors: IndexDamaged.
  Result<std::optional<Record>> next();

 private:
  ReaderLease lease_;
  Scope scope_;
  std::vector<SortedRow> rows_;
  std::vector<std::shared_ptr<const Kind>> kinds_;
  std::size_t next_ = 0;
};

/// The rows of an export: all that the request's text, kind, filters and ids find, by its `sort`, and in the
/// order of the index where it has none.
struct ExportRows {
  std::vector<SortedRow> rows;
  std::vector<std::shared_ptr<const Kind>> kinds;
};

/// Errors: those of answer_search. Throws OutOfTime and Xapian::Error.
Result<ExportRows> find_export(const Asking&, const SearchRequest&);

}  // namespace leian::query
