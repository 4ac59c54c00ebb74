#include "api/json/given_case.hpp"

#include <algorithm>
#include <array>

#include "corpora/core/messages.hpp"
#include "corpora/documents/document_forms.hpp"
#include "corpora/readers/document_text.hpp"
#include "corpora/readers/sniff.hpp"
#include "corpora/readers/temporary_file.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::string_view kNoId = "-";  // a case that is in no index has none; what reads records wants one
constexpr std::size_t kShownCharacters = 60;

constexpr std::array kDocumentTypes{
    DocumentType{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"},
    DocumentType{"application/msword", ".doc"},
    DocumentType{"application/pdf", ".pdf"},
    DocumentType{"text/html", ".html"},
    DocumentType{"text/plain", ".txt"},
};

struct SenseRow {
  query::Sense sense;
  std::string_view name, label;
};
constexpr std::array kSenseRows{
    SenseRow{query::Sense::All, "all", "全部"}, SenseRow{query::Sense::Facts, "facts", "基本事实"},
    SenseRow{query::Sense::Disputes, "disputes", "争议焦点"}, SenseRow{query::Sense::Law, "law", "法律适用"}};

Unexpected fault(const RowError& error) {
  if (error.field.empty())
    return Unexpected(
        Error{ErrorCode::BadInput, say_because(Msg::RecordWrong, error.reason), hint_for(Msg::RecordWrong)});
  return Unexpected(Error{ErrorCode::BadInput,
                          say_because(Msg::RecordFieldWrong, error.reason, error.field, error.value),
                          hint_for(Msg::RecordFieldWrong)});
}

/// Whether records of the kind can be compared by more than their words.
bool can_be_compared(const Kind& kind) {
  return std::any_of(kind.likeness().begin(), kind.likeness().end(),
                     [](const ChannelSpec& spec) { return spec.channel == LikenessChannel::Cause; });
}

/// The one record that a document is, if its form says so.
std::optional<Record> record_of(const DocumentText& document, const KindSet& kinds) {
  const auto rows = rows_of_document(document.name, document.text);
  if (!rows || rows->size() != 1) return std::nullopt;
  const auto name = rows->front().find("kind");
  if (name == rows->front().end() || !name->is_string()) return std::nullopt;
  const auto kind = kinds.find(name->get<std::string>());
  if (!kind || !can_be_compared(**kind)) return std::nullopt;
  auto record = record_from_json(kinds, *kind, rows->front());
  return record ? std::optional(std::move(*record)) : std::nullopt;
}

}  // namespace

Result<Record> given_record(nlohmann::json form, std::string_view kind, const KindSet& kinds) {
  if (!form.is_object()) return err(ErrorCode::BadUsage, Msg::ParameterNotObject, "given");
  std::string name(kind == "*" ? "" : kind);
  if (const auto own = form.find("kind"); own != form.end()) {
    if (!own->is_string()) return err(ErrorCode::BadUsage, Msg::GivenNeedsKind);
    name = own->get<std::string>();
    form.erase(own);
  }
  if (name.empty()) return err(ErrorCode::BadUsage, Msg::GivenNeedsKind);
  LEIAN_TRY(auto of, kinds.find(name));
  form["id"] = kNoId;
  auto record = record_from_json(kinds, std::move(of), form);
  if (!record) return fault(record.error());
  return std::move(*record);
}

Result<void> read_case(const SourceFile& file, const KindSet& kinds, query::SimilarRequest& request) {
  LEIAN_TRY(const FileForm form, sniff(file));
  LEIAN_TRY(DocumentText document, read_document(file));
  if (document.text.empty()) return err(ErrorCode::BadInput, Msg::UploadNoCase, file.shown);
  // A plain text is what somebody wrote down, whatever form it resembles.
  if (form != FileForm::Text) request.given = record_of(document, kinds);
  if (!request.given) request.text = std::move(document.text);
  if (request.text.size() > query::kMaxTextBytes)
    return err(ErrorCode::TooLarge, Msg::FileTextTooLong, file.shown, query::kMaxTextBytes);
  return {};
}

Result<void> read_case(std::string_view bytes, std::string_view type, const KindSet& kinds,
                       query::SimilarRequest& request) {
  const auto known = std::find_if(kDocumentTypes.begin(), kDocumentTypes.end(),
                                  [&](const DocumentType& one) { return one.media == type; });
  LEIAN_TRY(const auto kept, TemporaryFile::create());
  LEIAN_CHECK(kept->write(bytes));
  SourceFile file(kept->path());
  file.shown = "upload" + std::string(known == kDocumentTypes.end() ? "" : known->ending);
  file.kept = kept;
  return read_case(file, kinds, request);
}

std::span<const DocumentType> document_types() { return kDocumentTypes; }

Result<query::Sense> sense_named(std::string_view name) {
  for (const SenseRow& row : kSenseRows)
    if (row.name == name || row.label == name) return row.sense;
  return err(ErrorCode::BadUsage, Msg::SenseUnknown, excerpt(name, kShownCharacters));
}

}  // namespace leian::api
