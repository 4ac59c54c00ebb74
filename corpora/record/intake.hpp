/// From a row of a file to a record: which kind it is, through which mapping, with which id.
/// Source: docs/mappings.md
#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/readers/reader.hpp"
#include "corpora/record/mapping.hpp"
#include "corpora/record/record.hpp"

namespace leian {

/// What rows turn into. The kinds must outlive it. Threads: `record` is const and may be called from many
/// threads at once.
class Intake {
 public:
  /// `kind`: the kind of every row, or empty where the rows or `mapping` say so.
  /// Errors: UnknownKind; BadUsage where the mapping is for another kind.
  static Result<Intake> make(const KindSet&, std::string_view kind, std::shared_ptr<const Mapping> mapping);

  /// Holds the mapping against a file before its first row is read: against a table's header, or the first
  /// row of JSON. Errors: BadMapping naming the absent column.
  Result<void> check(const RowReader&) const;

  /// The record a row holds, or why it is rejected (file, line, field, value, reason all filled in).
  RowResult<Record> record(const SourceRow&) const;

 private:
  RowResult<Record> typed(const SourceRow&) const;

  const KindSet* kinds_ = nullptr;
  std::shared_ptr<const Kind> kind_;
  std::shared_ptr<const Mapping> mapping_;
};

}  // namespace leian
