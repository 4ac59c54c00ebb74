/// The readers of files with more than one table inside. Each is a FileReader (reader.hpp).
#pragma once
#include <memory>

#include "corpora/readers/reader.hpp"
#include "corpora/readers/source_file.hpp"

namespace leian {

/// Any file. Errors: those of open_file.
Result<std::unique_ptr<FileReader>> open_source(const SourceFile&);

/// The visible sheets of a workbook, hidden ones named in the notes.
Result<std::unique_ptr<FileReader>> read_xlsx(const SourceFile&);
Result<std::unique_ptr<FileReader>> read_xls(const SourceFile&);

/// A web page that was called a sheet: the rows of its tables. One table.
Result<std::unique_ptr<RowReader>> read_html_sheet(const SourceFile&);

/// All that can be read in an archive, in the order of names; what cannot is named in the notes. An entry
/// whose name points outside of the archive is an error of its own.
Result<std::unique_ptr<FileReader>> read_zip(const SourceFile&);

/// A document (document_text.hpp) as the rows it is cut into.
Result<std::unique_ptr<FileReader>> read_document_rows(const SourceFile&);

}  // namespace leian
