/// NDJSON and CSV. What the writers promise stands in record_writer.hpp.
#pragma once
#include "api/export/record_writer.hpp"

namespace leian::api {

std::unique_ptr<RecordWriter> make_ndjson_writer(WriteBytes);
/// UTF-8 with a byte order mark, by which spreadsheets know it; RFC 4180. A text that a spreadsheet would
/// take for a formula gets an apostrophe before it.
std::unique_ptr<RecordWriter> make_csv_writer(const WriterOptions&, WriteBytes);

}  // namespace leian::api
