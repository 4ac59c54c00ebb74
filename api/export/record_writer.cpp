#include "api/export/record_writer.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "api/export/row_writer.hpp"
#include "api/export/text_writers.hpp"
#include "corpora/core/messages.hpp"

namespace leian::api {

namespace {

/// Records as rows of a table.
class TableWriter final : public RecordWriter {
 public:
  TableWriter(ExportTable table, std::unique_ptr<RowWriter> rows)
      : table_(std::move(table)), rows_(std::move(rows)) {}
  Result<void> add(const Record& record) override { return rows_->add(table_.cells(record)); }
  Result<void> finish() override { return rows_->finish(); }

 private:
  ExportTable table_;
  std::unique_ptr<RowWriter> rows_;
};

}  // namespace

Result<ExportFormatRow> export_format(std::string_view name) {
  if (name == "jsonl") name = "ndjson";  // the same by the ending that its files mostly have
  const auto row = std::find_if(std::begin(kExportFormats), std::end(kExportFormats),
                                [&](const ExportFormatRow& format) { return format.name == name; });
  if (row == std::end(kExportFormats)) return err(ErrorCode::BadUsage, Msg::ExportFormatUnknown, name);
  return *row;
}

Result<std::unique_ptr<RecordWriter>> make_record_writer(WriterOptions options, WriteBytes write) {
  if (options.format == ExportFormat::Ndjson) return make_ndjson_writer(std::move(write));
  ExportTable table(options.kinds, options.schema);
  if (options.format == ExportFormat::Csv) {
    auto csv = make_csv_rows(table.header(), std::move(write));
    return std::make_unique<TableWriter>(std::move(table), std::move(csv));
  }
  LEIAN_TRY(auto xlsx, make_xlsx_rows(table.header(), std::move(write)));
  return std::make_unique<TableWriter>(std::move(table), std::move(xlsx));
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
