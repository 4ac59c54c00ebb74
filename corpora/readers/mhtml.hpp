/// Web archives (MHT, MHTML): a page as a mail, with its pictures beside it. Word writes them into DOCX files
/// as altChunk, and some systems save documents so. Source: RFC 2557, RFC 2045 (encodings), RFC 2046 (parts).
#pragma once
#include <string>
#include <string_view>

#include "corpora/core/result.hpp"

namespace leian {

/// The text of the page in the archive: of the first part that is HTML, else the first that is plain text.
/// Parts within parts are followed four levels deep. Errors: BadInput (no such part), those of html_text.
Result<std::string> mhtml_text(std::string_view bytes, const std::string& file);

}  // namespace leian
