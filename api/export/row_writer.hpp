/// A table written row by row, as CSV or XLSX: what record writers and statistics share.
/// One thread at a time. Source: docs/http-api.md, export
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "api/export/record_writer.hpp"
#include "api/export/table.hpp"

namespace leian::api {

class RowWriter {
 public:
  virtual ~RowWriter() = default;
  /// Cells parallel to the header. Errors: Io.
  virtual Result<void> add(const std::vector<Cell>&) = 0;
  /// What still has to be written. Errors: Io.
  virtual Result<void> finish() = 0;
};

/// UTF-8 with a byte order mark, by which spreadsheets know it; RFC 4180. A text that a spreadsheet would
/// take for a formula gets an apostrophe before it.
std::unique_ptr<RowWriter> make_csv_rows(std::vector<std::string> header, WriteBytes);

/// XLSX through libxlsxwriter, row by row into temporary files, handed on when it is finished. A sheet takes
/// 1,048,576 rows; more go to further sheets. A cell takes 32,767 characters: what a longer text is cut to
/// ends in a remark that says so. Errors: Io (no temporary file).
Result<std::unique_ptr<RowWriter>> make_xlsx_rows(std::vector<std::string> header, WriteBytes);

}  // namespace leian::api
