#include "api/export/record_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/export/text_writers.hpp"
#include "api/export/xlsx_writer.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {

Result<ExportFormatRow> export_format(std::string_view name) {
  if (name == "jsonl") name = "ndjson";  // the same by the ending that its files mostly have
  const auto row = std::find_if(std::begin(kExportFormats), std::end(kExportFormats),
                                [&](const ExportFormatRow& format) { return format.name == name; });
  if (row == std::end(kExportFormats)) return err(ErrorCode::BadUsage, Msg::ExportFormatUnknown, name);
  return *row;
}

Result<std::unique_ptr<RecordWriter>> make_record_writer(WriterOptions options, WriteBytes write) {
  switch (options.format) {
    case ExportFormat::Csv:
      return make_csv_writer(options, std::move(write));
    case ExportFormat::Xlsx:
      return make_xlsx_writer(options, std::move(write));
    case ExportFormat::Ndjson:
      break;
  }
  return make_ndjson_writer(std::move(write));
}

Result<void> write_all(query::Export& records, ExportFormat format, const WriteBytes& write) {
  LEIAN_TRY(const auto writer, make_record_writer({format, records.kinds(), records.schema()}, write));
  for (;;) {
    LEIAN_TRY(const auto record, records.next());
    if (!record) return writer->finish();
    LEIAN_CHECK(writer->add(*record));
  }
}

}  // namespace leian::api
