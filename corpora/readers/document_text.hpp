/// A document as plain text: one paragraph a line, a table's row as a line with its cells parted by tabs;
/// headers, footers and page numbers apart. What a document's text means is for others to find out.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/readers/source_file.hpp"

namespace leian {

struct DocumentText {
  std::string name;                  ///< the file's name without its ending
  std::string text;                  ///< valid UTF-8, every line ends in \n, no line is blank
  std::vector<Text> notes;           ///< what a person should know, e.g. pages without text
  std::vector<std::string> margins;  ///< headers and footers, each once
};

/// Reads DOCX, DOC, PDF with a text layer, HTML, MHT and text, by content. Errors: NotFound, Io, Unsupported
/// (tables, archives, images … say what they are; a password), BadInput (empty, damaged, scans only),
/// TooLarge.
Result<DocumentText> read_document(const std::filesystem::path&);
Result<DocumentText> read_document(const SourceFile&);

/// Text in its final shape: control characters out, runs of spaces kept, lines trimmed at both ends, blank
/// lines left out. `text` may hold broken UTF-8.
std::string tidy_lines(std::string_view text);

}  // namespace leian
