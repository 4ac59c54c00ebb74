/// Records as a file that people or programs take away: NDJSON, CSV or XLSX. Written piece by piece, so that
/// memory does not grow with their number. One thread at a time. Source: docs/http-api.md, export
#pragma once
#include <functional>
#include <memory>
#include <string_view>
#include <vector>

#include "corpora/record/record.hpp"
#include "query/export/export.hpp"

namespace leian::api {

enum class ExportFormat { Ndjson, Csv, Xlsx };

struct ExportFormatRow {
  ExportFormat format;
  std::string_view name;  ///< as asked for, and a file's ending
  std::string_view mime;
};
inline constexpr ExportFormatRow kExportFormats[] = {
    {ExportFormat::Ndjson, "ndjson", "application/x-ndjson"},
    {ExportFormat::Csv, "csv", "text/csv; charset=utf-8"},
    {ExportFormat::Xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

/// Errors: BadUsage naming those there are.
Result<ExportFormatRow> export_format(std::string_view name);

/// Takes bytes on; false where the receiver is gone or the disk full.
using WriteBytes = std::function<bool(std::string_view)>;

class RecordWriter {
 public:
  virtual ~RecordWriter() = default;
  /// Errors: Io.
  virtual Result<void> add(const Record&) = 0;
  /// What still has to be written. Errors: Io.
  virtual Result<void> finish() = 0;
};

/// NDJSON: a record's JSON form a line, which `leian index` takes back as it is. CSV and XLSX: a header of
/// Chinese labels over id, kind and the fields of all `kinds`, codes by their labels.
struct WriterOptions {
  ExportFormat format = ExportFormat::Ndjson;
  std::vector<std::shared_ptr<const Kind>> kinds;  ///< those the records are of
  std::shared_ptr<const KindSet> schema;
};
/// Errors: Io (no room for XLSX's temporary file).
Result<std::unique_ptr<RecordWriter>> make_record_writer(WriterOptions, WriteBytes);

/// All of an export, through a writer of that format. Errors: Io, IndexDamaged.
Result<void> write_all(query::Export&, ExportFormat, const WriteBytes&);

}  // namespace leian::api
