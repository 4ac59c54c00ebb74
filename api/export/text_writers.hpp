/// NDJSON. What the writer promises stands in record_writer.hpp; CSV: row_writer.hpp.
#pragma once
#include "api/export/record_writer.hpp"

namespace leian::api {

std::unique_ptr<RecordWriter> make_ndjson_writer(WriteBytes);

}  // namespace leian::api
