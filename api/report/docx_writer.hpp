/// A document as DOCX: A4 with the margins and type sizes of official documents, page numbers at the foot.
/// The fixed parts of the package (styles, fonts, foot) are files in api/report/parts. The same document
/// gives the same bytes. Threads: pure functions. Source: ECMA-376 part 1, 17 (WordprocessingML) and part 2
/// (packages); GB/T 9704-2012, 5 to 7
#pragma once
#include <string>

#include "api/report/document.hpp"
#include "corpora/core/result.hpp"

namespace leian::api {

/// Errors: Io (out of memory).
Result<std::string> docx_bytes(const OfficeDocument&);

/// word/document.xml alone.
std::string docx_body(const OfficeDocument&);

}  // namespace leian::api
