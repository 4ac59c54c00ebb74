/// A sheet as a table with a header: titles above the header are passed over, a value merged over several
/// rows is given to each of them, rows that repeat the header are left out. The header is the first of the
/// first kHeaderSearchRows rows that is filled at least as far as six tenths of the fullest of them, with
/// texts alone and no remark (单位：元) among them. Header cells merged downwards make a header of several
/// rows (at most five); a name that stands over several columns is put before theirs, with a - between.
#pragma once
#include <memory>
#include <string>

#include "corpora/readers/reader.hpp"
#include "corpora/readers/sheet_rows.hpp"

namespace leian {

/// Null where the sheet has no content at all. `file_bytes`: size of the file, for progress. Errors: BadInput
/// where there is no header; those of the rows up to it.
Result<std::unique_ptr<RowReader>> read_table(std::shared_ptr<const std::string> file,
                                              std::unique_ptr<SheetRows>, std::uint64_t file_bytes);

}  // namespace leian
