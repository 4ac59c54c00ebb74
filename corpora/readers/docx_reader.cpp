// DOCX: paragraphs, tables, list numbers, footnotes, and foreign parts taken in whole (altChunk). Source:
// ECMA-376 part 1, 17 (WordprocessingML); the strict form has the same names in another namespace.
#include <algorithm>
#include <array>
#include <set>

#include "corpora/core/messages.hpp"
#include "corpora/readers/decode_text.hpp"
#include "corpora/readers/document_forms.hpp"
#include "corpora/readers/docx_numbering.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/html_text.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/mhtml.hpp"
#include "corpora/readers/office_package.hpp"
#include "corpora/readers/text_builder.hpp"
#include "corpora/readers/xml_stream.hpp"

namespace leian {
namespace {

constexpr const char* kMainPart = "word/document.xml";

/// Elements whose content is no part of the text: what was deleted or moved away, how things were before,
/// what field codes say, how characters are read out.
constexpr std::array<std::string_view, 9> kSkipped{
    "del",          "moveFrom",        "pPrChange", "rPrChange", "tblPrChange",
    "sectPrChange", "numberingChange", "rt",        "instrText"};

/// Text that stands in another part of the package.
Result<std::string> foreign_text(ZipArchive& archive, const std::string& part) {
  LEIAN_TRY(const std::string bytes, read_part(archive, part));
  const std::string ending = SourceFile(part).ending();
  if (ending == ".mht" || ending == ".mhtml" || ending == ".eml") return mhtml_text(bytes, archive.shown());
  if (ending == ".txt") return decode_text(bytes, detect_encoding(bytes));
  if (bytes.starts_with("MIME-Version")) return mhtml_text(bytes, archive.shown());
  return html_text(bytes, "", archive.shown());
}

/// One part (the body, a header, footnotes) to text.
class WordHandler : public XmlHandler {
 public:
  WordHandler(ZipArchive& archive, DocxNumbering& numbering, std::vector<Relation> relations)
      : archive_(archive), numbering_(numbering), relations_(std::move(relations)) {}

  std::string take() { return builder_.take(); }

  Result<void> start(const XmlName& name, const XmlAttributes& attributes) override {
    if (skipped_ > 0 || skips(name)) {
      ++skipped_;
      return {};
    }
    if (name.space != XmlSpace::Word) return {};
    if (name.local == "altChunk") return alt_chunk(std::string(attributes["id"]));
    if (name.local == "p")
      paragraphs_.emplace_back();
    else if (name.local == "tr")
      builder_.open_row();
    else if (name.local == "tc")
      builder_.open_cell();
    else if (!paragraphs_.empty())
      in_paragraph(name.local, attributes);
    return {};
  }

  Result<void> end(const XmlName& name) override {
    if (skipped_ > 0) {
      --skipped_;
      return {};
    }
    in_text_ = false;
    if (name.space != XmlSpace::Word) return {};
    if (name.local == "p" && !paragraphs_.empty()) end_paragraph();
    if (name.local == "pPr") in_properties_ = false;
    if (name.local == "tr") builder_.close_row();
    if (builder_.too_long())
      return beyond_limit(archive_.shown(), say(Msg::LimitText, kMaxDocumentTextBytes / kMebi));
    return {};
  }

  Result<void> text(std::string_view part) override {
    if (in_text_ && skipped_ == 0) add(part);
    return {};
  }

 private:
  struct Paragraph {
    std::string style;
    ListPlace place;
    std::string text;
  };

  static bool skips(const XmlName& name) {
    if (name.space == XmlSpace::Compatibility)
      return name.local == "Fallback";  // the same once more, for old programs
    return name.space == XmlSpace::Word &&
           std::find(kSkipped.begin(), kSkipped.end(), name.local) != kSkipped.end();
  }

  void in_paragraph(std::string_view name, const XmlAttributes& attributes) {
    Paragraph& paragraph = paragraphs_.back();
    if (name == "pPr") in_properties_ = true;
    if (in_properties_ && name == "pStyle") paragraph.style = attributes["val"].substr(0, 200);
    if (in_properties_ && name == "numId") paragraph.place.list = attributes.number("val");
    if (in_properties_ && name == "ilvl") paragraph.place.level = attributes.number("val");
    if (in_properties_) return;
    in_text_ = name == "t";
    if (name == "tab" || name == "ptab") add("\t");
    if (name == "br" || name == "cr") add("\n");
    if (name == "noBreakHyphen") add("-");
  }

  void add(std::string_view part) {
    if (paragraphs_.empty() || added_ > kMaxDocumentTextBytes) return;
    added_ += part.size();
    paragraphs_.back().text += part;
  }

  /// A line break within a paragraph ends a line of the text as well; a tab is white space, for only cells
  /// are parted by tabs.
  void end_paragraph() {
    const Paragraph paragraph = std::move(paragraphs_.back());
    paragraphs_.pop_back();
    std::string text = paragraph.text;
    std::replace(text.begin(), text.end(), '\t', ' ');
    if (text.find_first_not_of(" \n") != text.npos)
      text.insert(0, numbering_.next(paragraph.style, paragraph.place));
    std::string_view left = text;
    for (auto at = left.find('\n'); at != left.npos; at = left.find('\n')) {
      builder_.text(left.substr(0, at));
      builder_.end_paragraph();
      left.remove_prefix(at + 1);
    }
    builder_.text(left);
    builder_.end_paragraph();
  }

  Result<void> alt_chunk(const std::string& id) {
    constexpr int kMaxChunks = 1000;
    const auto at =
        std::find_if(relations_.begin(), relations_.end(), [&](const Relation& r) { return r.id == id; });
    if (at == relations_.end()) return damaged(archive_.shown(), say(Msg::FaultPart, id));
    if (++chunks_ > kMaxChunks) return damaged(archive_.shown(), say(Msg::FaultStructure));
    LEIAN_TRY(const std::string text, foreign_text(archive_, at->target));
    std::string_view left = text;
    while (!left.empty()) {
      const auto end = std::min(left.find('\n'), left.size());
      builder_.text(left.substr(0, end));
      builder_.end_paragraph();
      left.remove_prefix(std::min(end + 1, left.size()));
    }
    return {};
  }

  ZipArchive& archive_;
  DocxNumbering& numbering_;
  std::vector<Relation> relations_;
  TextBuilder builder_;
  std::vector<Paragraph> paragraphs_;  // open ones: a text box lies within a paragraph
  std::size_t added_ = 0;
  int skipped_ = 0;
  int chunks_ = 0;
  bool in_text_ = false;
  bool in_properties_ = false;
};

class DocxFile {
 public:
  static Result<DocumentText> read(const SourceFile& source) {
    DocxFile file;
    LEIAN_TRY(file.archive_, ZipArchive::open(source));
    LEIAN_TRY(file.relations_, read_relations(*file.archive_, kMainPart));
    LEIAN_TRY(file.numbering_,
              DocxNumbering::read(*file.archive_, file.part("styles"), file.part("numbering")));
    return file.text();
  }

 private:
  std::string part(std::string_view type) const {
    const Relation* relation = relation_of_type(relations_, type);
    return relation == nullptr ? std::string() : relation->target;
  }

  Result<std::string> text_of(const std::string& part) {
    const ArchiveEntry* entry = archive_->find(part);
    if (entry == nullptr) return damaged(archive_->shown(), say(Msg::FaultPart, part));
    LEIAN_TRY(auto relations, read_relations(*archive_, part));
    WordHandler handler(*archive_, numbering_, std::move(relations));
    LEIAN_TRY(auto stream, archive_->stream(*entry));
    LEIAN_CHECK(read_xml(stream, archive_->shown(), part, handler));
    return handler.take();
  }

  Result<DocumentText> text() {
    DocumentText document;
    LEIAN_TRY(document.text, text_of(kMainPart));
    for (const char* notes : {"footnotes", "endnotes"}) {
      if (part(notes).empty() || archive_->find(part(notes)) == nullptr) continue;
      LEIAN_TRY(const std::string more, text_of(part(notes)));
      document.text += more;
    }
    std::set<std::string> seen;
    for (const Relation& relation : relations_) {
      if ((relation.type != "header" && relation.type != "footer") ||
          archive_->find(relation.target) == nullptr)
        continue;
      LEIAN_TRY(std::string margin, text_of(relation.target));
      margin = tidy_lines(margin);
      if (!margin.empty() && seen.insert(margin).second) document.margins.push_back(std::move(margin));
    }
    return document;
  }

  std::shared_ptr<ZipArchive> archive_;
  std::vector<Relation> relations_;
  DocxNumbering numbering_;
};

}  // namespace

Result<DocumentText> read_docx(const SourceFile& source) { return DocxFile::read(source); }

}  // namespace leian
