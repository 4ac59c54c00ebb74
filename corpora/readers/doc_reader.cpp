#include <algorithm>
#include <string>

#include "corpora/core/messages.hpp"
#include "corpora/readers/document_forms.hpp"
#include "corpora/readers/extract_process.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/text_builder.hpp"
#include "corpora/readers/xml_stream.hpp"

namespace leian {
namespace {

/// DocBook as antiword writes it.
class DocBookHandler : public XmlHandler {
 public:
  Result<void> start(const XmlName& name, const XmlAttributes&) override {
    if (name.local == "bookinfo" || name.local == "articleinfo" || name.local == "artheader") ++skipped_;
    if (name.local == "row") builder_.open_row();
    if (name.local == "entry") builder_.open_cell();
    return {};
  }
  Result<void> end(const XmlName& name) override {
    if (name.local == "bookinfo" || name.local == "articleinfo" || name.local == "artheader") --skipped_;
    if (name.local == "row")
      builder_.close_row();
    else if (name.local == "para" || name.local == "title" || name.local == "entry")
      builder_.end_paragraph();
    return {};
  }
  Result<void> text(std::string_view part) override {
    // A line break is how antiword wraps its XML, or one that was typed within a paragraph.
    std::string line(part);
    std::replace(line.begin(), line.end(), '\n', ' ');
    if (skipped_ == 0) builder_.text(line);
    return {};
  }

  TextBuilder& builder() { return builder_; }

 private:
  TextBuilder builder_;
  int skipped_ = 0;
};

/// The declaration that names DocBook's DTD, which is not needed, and refused by our XML reader.
void drop_doctype(std::string& xml) {
  const auto begin = xml.find("<!DOCTYPE");
  if (begin == xml.npos || begin > 1000) return;
  const auto end = xml.find('>', begin);
  if (end != xml.npos) xml.erase(begin, end - begin + 1);
}

}  // namespace

Result<DocumentText> read_doc(const SourceFile& source) {
  LEIAN_TRY(auto helper, ExtractProcess::start(source, {"doc"}));
  LEIAN_TRY(std::string xml, helper.all_bytes(2 * kMaxDocumentTextBytes));
  drop_doctype(xml);
  DocBookHandler handler;
  LEIAN_CHECK(read_xml(xml, source.shown, "DocBook", handler));
  if (handler.builder().too_long())
    return beyond_limit(source.shown, say(Msg::LimitText, kMaxDocumentTextBytes / kMebi));
  return DocumentText{{}, handler.builder().take(), {}, {}};
}

}  // namespace leian
