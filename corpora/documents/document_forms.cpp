#include "corpora/documents/document_forms.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/record/document.hpp"

namespace leian {
namespace {

/// Signs stand in the first units of a paragraph.
constexpr std::size_t kSignUnits = 200;

bool shows(const Sign& sign, const std::vector<Paragraph>& paragraphs) {
  const std::size_t count =
      sign.place == SignPlace::Top ? std::min(paragraphs.size(), kTopParagraphs) : paragraphs.size();
  return std::any_of(paragraphs.begin(), paragraphs.begin() + static_cast<std::ptrdiff_t>(count),
                     [&](const Paragraph& paragraph) {
                       const auto head = std::u16string_view(paragraph.folded).substr(0, kSignUnits);
                       return sign.pattern.at_start(head).has_value();
                     });
}

int score_of(const DocumentForm& form, const std::vector<Paragraph>& paragraphs) {
  int score = 0;
  for (const Sign& sign : form.signs)
    if (shows(sign, paragraphs)) score += sign.score;
  return score;
}

Result<void> check_field(const std::string& origin, const Kind& kind, const std::string& name) {
  if (name.empty() || kind.find(name)) return {};
  std::string known;
  for (const auto& field : kind.fields()) (known += known.empty() ? "" : ", ") += field.name;
  const Text reason = say(Msg::FormFieldUnknown, kind.name(), name, known);
  return Unexpected(
      Error{ErrorCode::BadInput, say_because(Msg::FormFault, reason, origin, "/"), hint_for(Msg::FormFault)});
}

Result<void> check_form(const DocumentForm& form, const std::string& origin, const KindSet& kinds) {
  const auto kind = kinds.find(form.kind);
  if (!kind)
    return Unexpected(Error{ErrorCode::UnknownKind,
                            say_because(Msg::FormFault, kind.error().what, origin, "/kind"),
                            hint_for(Msg::FormFault)});
  LEIAN_CHECK(check_field(origin, **kind, form.whole));
  for (const auto& section : form.sections) {
    LEIAN_CHECK(check_field(origin, **kind, section.field));
    LEIAN_CHECK(check_field(origin, **kind, section.spare));
  }
  for (const auto& value : form.values)
    if (value.field) LEIAN_CHECK(check_field(origin, **kind, value.name));
  if (form.repeat)
    for (const auto& [name, unused] : form.repeat->fields) LEIAN_CHECK(check_field(origin, **kind, name));
  return {};
}

}  // namespace

Result<DocumentForms> DocumentForms::load(const std::vector<std::filesystem::path>& extra,
                                          const KindSet* kinds) {
  DocumentForms forms;
  const auto shipped = data_folder() / "forms";
  LEIAN_CHECK(forms.add_folder(shipped, false));
  if (kinds != nullptr) forms.leave_out_unfit(*kinds);
  for (const auto& folder : extra) LEIAN_CHECK(forms.add_folder(folder, true));
  if (kinds != nullptr) LEIAN_CHECK(forms.check(*kinds));
  if (forms.forms_.empty()) return err(ErrorCode::NotFound, Msg::FormsMissing, shipped.string());
  return forms;
}

Result<DocumentForms> DocumentForms::parse(const std::vector<std::string>& jsons) {
  DocumentForms forms;
  for (const auto& json : jsons) {
    const std::string origin = "form " + std::to_string(forms.forms_.size() + 1);
    LEIAN_TRY(auto form, parse_form(json, origin));
    LEIAN_CHECK(forms.add(std::move(form), origin, false));
  }
  return forms;
}

Result<void> DocumentForms::add_folder(const std::filesystem::path& folder, bool may_replace) {
  std::error_code failure;
  std::vector<std::filesystem::path> files;
  for (std::filesystem::directory_iterator at(folder, failure), end; !failure && at != end;
       at.increment(failure))
    if (at->path().extension() == ".json") files.push_back(at->path());
  if (failure) return err(ErrorCode::Io, Msg::FileUnreadable, folder.string(), failure.message());
  std::sort(files.begin(), files.end());
  for (const auto& file : files) {
    LEIAN_TRY(const std::string text, read_small_file(file.string()));
    LEIAN_TRY(auto form, parse_form(text, file.string()));
    LEIAN_CHECK(add(std::move(form), file.string(), may_replace));
  }
  return {};
}

Result<void> DocumentForms::add(DocumentForm form, const std::string& origin, bool may_replace) {
  const auto at =
      std::lower_bound(forms_.begin(), forms_.end(), form.name,
                       [](const DocumentForm& other, const std::string& name) { return other.name < name; });
  const auto place = at - forms_.begin();
  if (at == forms_.end() || at->name != form.name) {
    origins_.insert(origins_.begin() + place, origin);
    forms_.insert(at, std::move(form));
    return {};
  }
  if (!may_replace)
    return err(ErrorCode::BadInput, Msg::FormTwice, form.name, origins_[static_cast<std::size_t>(place)],
               origin);
  *at = std::move(form);
  origins_[static_cast<std::size_t>(place)] = origin;
  return {};
}

void DocumentForms::leave_out_unfit(const KindSet& kinds) {
  for (std::size_t i = forms_.size(); i-- > 0;) {
    if (check_form(forms_[i], origins_[i], kinds)) continue;
    forms_.erase(forms_.begin() + static_cast<std::ptrdiff_t>(i));
    origins_.erase(origins_.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

Result<void> DocumentForms::check(const KindSet& kinds) const {
  for (std::size_t i = 0; i < forms_.size(); ++i) LEIAN_CHECK(check_form(forms_[i], origins_[i], kinds));
  return {};
}

Recognised DocumentForms::recognise(const std::vector<Paragraph>& paragraphs, bool repeating) const {
  Recognised best;
  for (const DocumentForm& form : forms_) {
    if (form.repeat && !repeating) continue;
    const int score = score_of(form, paragraphs);
    const bool enough = form.least == 0 || score >= form.least;
    if (enough && (best.form == nullptr || score > best.score || (best.form->least == 0 && form.least > 0)))
      best = {&form, score};
  }
  return best;
}

Result<std::vector<nlohmann::json>> rows_of_document(std::string_view name, std::string_view text) {
  static const Result<DocumentForms> forms = DocumentForms::load();
  if (!forms) return Unexpected(forms.error());
  return forms->rows(name, text);
}

}  // namespace leian
