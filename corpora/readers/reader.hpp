/// Readers turn a file into rows, each with the line it stands on. A file holds one table or several (the
/// sheets of a workbook, the files of an archive), or a document, which is cut into rows. Parsing a row's
/// cells is left to `object()`, so that workers can do it side by side. Limits: corpora/readers/limits.hpp; a
/// row beyond them is a RowError, and reading goes on behind it.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/record/record.hpp"
#include "corpora/record/strict_json.hpp"

namespace leian {

class DocumentForms;

/// A row as it stands in its file, not parsed yet.
struct SourceRow {
  std::shared_ptr<const std::string> file;                  ///< path, as given
  std::uint64_t line = 0;                                   ///< from 1; where the row starts
  std::string text;                                         ///< a JSON object (JSON Lines), else empty
  std::shared_ptr<const std::vector<std::string>> columns;  ///< the header (tables), else null
  std::vector<std::string> cells;                           ///< parallel to columns (tables)
  std::vector<bool>
      literals;  ///< parallel to cells or empty: those that are numbers or true/false in a sheet

  /// The row as a JSON object, column -> value; a table's cells are strings, or numbers where the sheet has
  /// numbers, and empty cells are left out. Errors: not JSON, not an object, too deep, a lone surrogate, NUL
  /// or broken UTF-8.
  RowResult<nlohmann::json> object() const;
};

/// A row, or why what stands there is not one (reading goes on behind it).
using ReadItem = std::variant<SourceRow, RowError>;

/// Reads one table from start to end. One thread at a time.
class RowReader {
 public:
  virtual ~RowReader() = default;
  /// The next row, or nothing at the end.
  virtual std::optional<ReadItem> next() = 0;
  /// The table as messages name it: its file, with the sheet behind a # where there are several.
  virtual const std::string& name() const = 0;
  /// The header of a table; empty for JSON Lines, whose rows name their own columns.
  virtual const std::vector<std::string>& columns() const = 0;
  /// The columns of the first row: the header of a table, the keys of the first JSON object; empty where that
  /// is not one.
  virtual const std::vector<std::string>& first_row_columns() const { return columns(); }
  /// Bytes read of the file so far, for progress.
  virtual std::uint64_t bytes_read() const = 0;
  /// The rows were cut from a document and say their kind themselves.
  virtual bool is_document() const { return false; }
};

/// The tables of one file, in their order. One thread at a time; one table at a time.
class FileReader {
 public:
  virtual ~FileReader() = default;
  /// The next table, or why it cannot be read (the others go on); nothing at the end.
  virtual std::optional<Result<std::unique_ptr<RowReader>>> next() = 0;
  /// What a person should know of what was read so far: pages without text, sheets passed over.
  const std::vector<Text>& notes() const { return notes_; }

 protected:
  std::vector<Text> notes_;
};

/// Opens a file with the reader that its content asks for; the ending decides between sorts of text. Which
/// files: docs/readers.md. Encodings of text: UTF-8 with or without BOM, UTF-16 with BOM or recognisable
/// without, GB18030. `forms`: what documents are cut by, the shipped ones where null. Errors: NotFound, Io
/// (unreadable), Unsupported (binary garbage, a password, an unknown ending), BadInput (empty, no header,
/// damaged), TooLarge.
Result<std::unique_ptr<FileReader>> open_file(const std::filesystem::path&,
                                              std::shared_ptr<const DocumentForms> forms = nullptr);

/// The first table of a file. Errors: the same, and those of that table.
Result<std::unique_ptr<RowReader>> open_rows(const std::filesystem::path&);

/// Whether a file's name has an ending that is read.
bool can_read(const std::filesystem::path&);

/// Whether a file's name is that of something left behind by editors, office programs and interrupted copies,
/// or hidden.
bool is_temporary(const std::filesystem::path&);

/// The files an INPUT names, in order: itself, or those below a folder whose endings can be read, sorted by
/// path. Hidden and temporary files, and in folders those of other endings, are passed over and named in
/// `skipped`. Errors: NotFound, Io (unreadable), BadInput (a folder that leads back to itself).
struct InputFiles {
  std::vector<std::filesystem::path> files;
  std::vector<std::filesystem::path> skipped;
};
Result<InputFiles> list_inputs(const std::vector<std::filesystem::path>& inputs);

}  // namespace leian
