/// One function a form of document; read_document chooses between them. Each gives text with a paragraph a
/// line, not yet tidied. Errors: those of read_document.
#pragma once
#include "corpora/readers/document_text.hpp"

namespace leian {

Result<DocumentText> read_docx(const SourceFile&);
Result<DocumentText> read_doc(const SourceFile&);
Result<DocumentText> read_pdf(const SourceFile&);
Result<DocumentText> read_html_file(const SourceFile&);
Result<DocumentText> read_mhtml_file(const SourceFile&);
Result<DocumentText> read_text_file(const SourceFile&);

}  // namespace leian
