/// What a file is, judged by its content; its ending only decides where several would do (text).
#pragma once
#include "corpora/readers/source_file.hpp"

namespace leian {

enum class FileForm { JsonLines, Json, Table, Text, Html, Mhtml, Xlsx, Docx, Zip, Xls, Doc, Pdf };

/// What reader a file is for. A file of text with the ending of an office file is taken as what it is: a
/// table where it was called a sheet, else a text. Errors: NotFound, Io, BadInput (empty), Unsupported saying
/// what it is (an image, RTF …; with a password; an unknown ending).
Result<FileForm> sniff(const SourceFile&);

/// Whether the form gives text (read_document), not rows.
bool is_document(FileForm);

/// Whether a file's name has an ending that is read.
bool known_ending(std::string_view lower_case_ending);

}  // namespace leian
