/// From a document's plain text to rows that intake.hpp makes records of: the form is recognised, the text
/// cut into its sections, sections and values become fields. A statute gives a row an article, everything
/// else one row. Source: docs/documents.md, docs/adr/0018-documents-by-form-files.md
#pragma once
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"
#include "corpora/documents/cutting.hpp"
#include "corpora/documents/form.hpp"
#include "corpora/record/kind.hpp"

namespace leian {

inline constexpr std::size_t kMaxDocumentBytes = 16u << 20;
inline constexpr std::size_t kMaxDocumentParagraphs = 200'000;

/// A document's form, and the points that speak for it.
struct Recognised {
  const DocumentForm* form = nullptr;
  int score = 0;
};

/// The forms in force. Immutable once loaded. Threads: share freely.
class DocumentForms {
 public:
  /// The shipped forms of the data folder, then those in `extra` (folders of *.json; a form of the same name
  /// replaces). `kinds`, unless null: what they fill. A shipped form that no longer fits, because its kind
  /// was replaced, is left out; one of `extra` that does not fit is an error. Errors: BadInput naming file,
  /// place and reason; NotFound where there is none at all; those of check.
  static Result<DocumentForms> load(const std::vector<std::filesystem::path>& extra = {},
                                    const KindSet* kinds = nullptr);
  /// Forms given as JSON texts, named form 1, 2 … in errors.
  static Result<DocumentForms> parse(const std::vector<std::string>& jsons);

  /// Whether every kind and field that a form names is there. Errors: UnknownKind, BadInput; with the file.
  Result<void> check(const KindSet&) const;

  const std::vector<DocumentForm>& forms() const { return forms_; }

  /// The form with the most points among those that reach their least; of equals the first by name; else one
  /// without signs. Nothing where there is no such form either. `repeating`: forms of several rows take part.
  Recognised recognise(const std::vector<Paragraph>&, bool repeating = true) const;

  /// The rows. `name` is the file's stem; `text` one paragraph a line, a table's cells parted by tabs. Bytes
  /// that are not UTF-8 become U+FFFD, NUL a blank. Errors: BadInput (no text); TooLarge (kMaxDocumentBytes,
  /// kMaxDocumentParagraphs, kMaxArticles).
  Result<std::vector<nlohmann::json>> rows(std::string_view name, std::string_view text) const;

 private:
  void leave_out_unfit(const KindSet&);
  Result<void> add(DocumentForm, const std::string& origin, bool may_replace);
  Result<void> add_folder(const std::filesystem::path&, bool may_replace);

  std::vector<DocumentForm> forms_;   ///< by name
  std::vector<std::string> origins_;  ///< parallel to forms_
};

/// The rows by the shipped forms, which are loaded once.
Result<std::vector<nlohmann::json>> rows_of_document(std::string_view name, std::string_view text);

}  // namespace leian
