#include "tests/bench/corpus.hpp"

#include "corpora/core/messages.hpp"
#include "corpora/record/intake.hpp"
#include "indexer/analysis/record_texts.hpp"

namespace leian::bench {
namespace {

/// The Lucene peer's reader of JSON knows no escape but that of quote and backslash.
void append_on_one_line(std::string& out, std::string_view text) {
  if (!out.empty()) out += ' ';
  for (const char c : text) out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
}

Unexpected failure(const RowError& error) {
  return Unexpected(
      Error{ErrorCode::BadInput, say_because(Msg::QueryRow, error.reason, error.file, error.line), {}});
}

}  // namespace

Result<void> each_record(const std::filesystem::path& corpus, const KindSet& kinds,
                         const std::function<void(const Record&)>& take) {
  LEIAN_TRY(const Intake intake, Intake::make(kinds, "", nullptr));
  LEIAN_TRY(const InputFiles inputs, list_inputs({corpus}));
  for (const auto& file : inputs.files) {
    LEIAN_TRY(const auto rows, open_rows(file));
    while (const auto item = rows->next()) {
      if (const auto* error = std::get_if<RowError>(&*item)) return failure(*error);
      const auto record = intake.record(std::get<SourceRow>(*item));
      if (!record) return failure(record.error());
      take(*record);
    }
  }
  return {};
}

std::string text_of(const Record& record, const CodeLists& codes) {
  std::string text;
  for (const SearchedText& part : searched_texts(record, codes))
    if (part.field->role != Role::Title &&
        (part.field->type == FieldType::Text || part.field->type == FieldType::Rows))
      append_on_one_line(text, part.text);
  return text;
}

std::string title_of(const Record& record, const CodeLists& codes) {
  std::string text;
  for (const SearchedText& part : searched_texts(record, codes))
    if (part.field->role == Role::Title) append_on_one_line(text, part.text);
  return text;
}

}  // namespace leian::bench
