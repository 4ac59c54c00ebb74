/// XLSX through libxlsxwriter, row by row into temporary files, handed on when it is finished. A sheet takes
/// 1,048,576 rows; more go to further sheets. A cell takes 32,767 characters: what a longer text is cut to
/// ends in a remark that says so.
#pragma once
#include "api/export/record_writer.hpp"

namespace leian::api {

/// Errors: Io (no temporary file).
Result<std::unique_ptr<RecordWriter>> make_xlsx_writer(const WriterOptions&, WriteBytes);

}  // namespace leian::api
