/// Records as rows of a table: one column a field, over all kinds that are exported together.
/// Threads: immutable once made.
#pragma once
#include <string>
#include <variant>
#include <vector>

#include "corpora/record/record.hpp"

namespace leian::api {

/// What stands in a cell. Empty: std::monostate.
using Cell = std::variant<std::monostate, std::string, double, Date, DateTime>;

class ExportTable {
 public:
  ExportTable(const std::vector<std::shared_ptr<const Kind>>&, std::shared_ptr<const KindSet>);

  /// Labels; where two fields have the same one, their names stand behind in brackets.
  const std::vector<std::string>& header() const { return header_; }
  /// Parallel to the header. Money in yuan; several values joined by `；`; nested rows as JSON.
  std::vector<Cell> cells(const Record&) const;

 private:
  Cell cell_of(const FieldSpec&, const Value&) const;
  Cell cell_of(const FieldSpec&, const Scalar&) const;

  std::shared_ptr<const KindSet> schema_;
  std::vector<std::string> fields_;  ///< names, in the order of their columns behind id and kind
  std::vector<std::string> header_;
};

}  // namespace leian::api
