#include "corpora/readers/document_text.hpp"

#include "corpora/core/messages.hpp"
#include "corpora/readers/decode_text.hpp"
#include "corpora/readers/document_forms.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/html_text.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/mhtml.hpp"
#include "corpora/readers/sniff.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

/// Control characters and other things that are not there to be read: zero-width marks, soft hyphens.
bool invisible(char32_t point) {
  return (point < 0x20 && point != '\t') || point == 0x7F || point == 0xAD || point == 0xFEFF ||
         (point >= 0x200B && point <= 0x200F) || (point >= 0x202A && point <= 0x202E) || point == 0x2060;
}

/// Spaces of a certain width, which one program writes where another writes a plain one.
bool fancy_space(char32_t point) {
  return point == 0xA0 || (point >= 0x2000 && point <= 0x200A) || point == 0x202F || point == 0x205F;
}

/// White space and what is not seen out at both ends; a tab at the end stands for an empty cell and goes too.
std::string tidy_line(std::string_view line) {
  std::string tidy;
  tidy.reserve(line.size());
  for (std::size_t at = 0; at < line.size();) {
    const char32_t point = next_point(line, at);
    if (!invisible(point)) append_utf8(tidy, fancy_space(point) ? U' ' : point);
  }
  return std::string(trim(tidy));
}

Result<DocumentText> read_form(const SourceFile& source, FileForm form) {
  switch (form) {
    case FileForm::Docx:
      return read_docx(source);
    case FileForm::Doc:
      return read_doc(source);
    case FileForm::Pdf:
      return read_pdf(source);
    case FileForm::Html:
      return read_html_file(source);
    case FileForm::Mhtml:
      return read_mhtml_file(source);
    default:
      return read_text_file(source);
  }
}

}  // namespace

std::string tidy_lines(std::string_view text) {
  std::string tidy;
  tidy.reserve(text.size());
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of("\n\r\f\v"), text.size());
    const std::string line = tidy_line(text.substr(0, end));
    if (!line.empty()) (tidy += line) += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return tidy;
}

Result<DocumentText> read_text_file(const SourceFile& source) {
  LEIAN_TRY(const std::string bytes, read_whole(source, kMaxDocumentTextBytes));
  return DocumentText{{}, decode_text(bytes, detect_encoding(bytes)), {}, {}};
}

Result<DocumentText> read_html_file(const SourceFile& source) {
  LEIAN_TRY(const std::string bytes, read_whole(source, kMaxPageFileBytes));
  LEIAN_TRY(auto text, html_text(bytes, "", source.shown));
  return DocumentText{{}, std::move(text), {}, {}};
}

Result<DocumentText> read_mhtml_file(const SourceFile& source) {
  LEIAN_TRY(const std::string bytes, read_whole(source, kMaxPageFileBytes));
  LEIAN_TRY(auto text, mhtml_text(bytes, source.shown));
  return DocumentText{{}, std::move(text), {}, {}};
}

Result<DocumentText> read_document(const SourceFile& source) {
  LEIAN_TRY(const FileForm form, sniff(source));
  if (!is_document(form)) return err(ErrorCode::Unsupported, Msg::FileNoDocument, source.shown);
  if (source.size() > kMaxDocumentFileBytes)
    return beyond_limit(source.shown, say(Msg::LimitFile, kMaxDocumentFileBytes / kMebi));
  LEIAN_TRY(auto document, read_form(source, form));
  document.name = source.stem();
  document.text = tidy_lines(document.text);
  if (document.text.empty()) return err(ErrorCode::BadInput, Msg::DocumentNoText, source.shown);
  if (document.text.size() > kMaxDocumentTextBytes)
    return beyond_limit(source.shown, say(Msg::LimitText, kMaxDocumentTextBytes / kMebi));
  return document;
}

Result<DocumentText> read_document(const std::filesystem::path& path) {
  return read_document(SourceFile(path));
}

}  // namespace leian
