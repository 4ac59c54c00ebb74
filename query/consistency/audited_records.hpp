/// The records of an audit: what is compared of each. Threads: one at a time. Throws OutOfTime and
/// Xapian::Error.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "query/consistency/consistency.hpp"

namespace leian::query {

/// Which outcome is compared.
struct OutcomeField {
  std::optional<std::size_t> field;  ///< of the kind; nothing: days from opened to closed
  std::string name, label, unit;
  bool word = false;  ///< a value of a list and not a number
};

struct AuditedRecord {
  RowAddress at;
  std::string facts;
  std::string cause;  ///< the first; empty: none
  double number = 0;  ///< of a numeric outcome, above 0
  std::string word;   ///< of another
  std::string unit;   ///< value of `by`
};

struct AuditedRecords {
  OutcomeField outcome;
  std::vector<AuditedRecord> records;
  std::uint64_t without = 0;
};

Result<AuditedRecords> read_audited(const Asking&, const ConsistencyRequest&);

}  // namespace leian::query
