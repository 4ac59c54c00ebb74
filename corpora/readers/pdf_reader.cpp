#include "corpora/core/messages.hpp"
#include "corpora/readers/document_forms.hpp"
#include "corpora/readers/extract_process.hpp"
#include "corpora/readers/faults.hpp"

namespace leian {
namespace {

constexpr std::size_t kMaxPageNotes = 200;

}  // namespace

Result<DocumentText> read_pdf(const SourceFile& source) {
  LEIAN_TRY(auto helper, ExtractProcess::start(source, {"pdf"}));
  LEIAN_TRY(const auto line, helper.next());
  if (!line || !line->contains("text")) return damaged(source.shown, say(Msg::FaultStructure));
  LEIAN_CHECK(helper.next());
  const auto empty = line->value("empty_pages", std::vector<std::uint32_t>());
  const auto pages = line->value("pages", std::size_t{0});
  if (empty.size() == pages) return err(ErrorCode::Unsupported, Msg::PdfScanned, source.shown, pages);
  DocumentText document{{}, line->value("text", ""), {}, line->value("margins", std::vector<std::string>())};
  for (std::size_t i = 0; i < empty.size() && i < kMaxPageNotes; ++i)
    document.notes.push_back(say(Msg::NotePagesWithoutText, source.shown, empty[i]));
  return document;
}

}  // namespace leian
