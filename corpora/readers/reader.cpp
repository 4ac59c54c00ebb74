#include "corpora/readers/reader.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/readers/csv_reader.hpp"
#include "corpora/readers/input_readers.hpp"
#include "corpora/readers/json_readers.hpp"
#include "corpora/readers/sniff.hpp"
#include "corpora/record/strict_json.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

/// The first line of a .json file holds a whole value, so it is JSON Lines by another name.
bool is_json_lines(const TextWindow& window) {
  const auto text = window.text();
  const auto start = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  if (start == text.size() || text[start] != '{') return false;
  return parse_strict_json(text.substr(start, std::min(text.find('\n', start), text.size()) - start))
      .has_value();
}

/// A file that is one table.
class OneTable : public FileReader {
 public:
  explicit OneTable(std::unique_ptr<RowReader> table) : table_(std::move(table)) {}
  std::optional<Result<std::unique_ptr<RowReader>>> next() override {
    if (!table_) return std::nullopt;
    return Result<std::unique_ptr<RowReader>>(std::move(table_));
  }

 private:
  std::unique_ptr<RowReader> table_;
};

Result<std::unique_ptr<RowReader>> read_text_rows(const SourceFile& source, FileForm form) {
  LEIAN_TRY(auto window, TextWindow::open(source));
  auto file = std::make_shared<const std::string>(source.shown);
  if (form == FileForm::Table) return read_csv(std::move(file), std::move(window));
  if (form == FileForm::Json && !is_json_lines(window))
    return read_json_values(std::move(file), std::move(window));
  return read_json_lines(std::move(file), std::move(window));
}

}  // namespace

bool can_read(const std::filesystem::path& path) { return known_ending(SourceFile(path).ending()); }

Result<std::unique_ptr<FileReader>> open_source(const SourceFile& source) {
  LEIAN_TRY(const FileForm form, sniff(source));
  if (form == FileForm::Xlsx) return read_xlsx(source);
  if (form == FileForm::Xls) return read_xls(source);
  if (form == FileForm::Zip) return read_zip(source);
  const bool sheet = source.ending() == ".xls" || source.ending() == ".xlsx";
  if (is_document(form) && !(form == FileForm::Html && sheet)) return read_document_rows(source);
  LEIAN_TRY(auto table, form == FileForm::Html ? read_html_sheet(source) : read_text_rows(source, form));
  return std::make_unique<OneTable>(std::move(table));
}

Result<std::unique_ptr<FileReader>> open_file(const std::filesystem::path& path,
                                              std::shared_ptr<const DocumentForms> forms) {
  SourceFile source(path);
  source.forms = std::move(forms);
  return open_source(source);
}

namespace {

/// A table whose file stays open with it.
class FirstTable : public RowReader {
 public:
  FirstTable(std::unique_ptr<FileReader> file, std::unique_ptr<RowReader> table)
      : file_(std::move(file)), table_(std::move(table)) {}
  std::optional<ReadItem> next() override { return table_->next(); }
  const std::string& name() const override { return table_->name(); }
  const std::vector<std::string>& columns() const override { return table_->columns(); }
  const std::vector<std::string>& first_row_columns() const override { return table_->first_row_columns(); }
  std::uint64_t bytes_read() const override { return table_->bytes_read(); }
  bool is_document() const override { return table_->is_document(); }

 private:
  std::unique_ptr<FileReader> file_;
  std::unique_ptr<RowReader> table_;
};

}  // namespace

Result<std::unique_ptr<RowReader>> open_rows(const std::filesystem::path& path) {
  LEIAN_TRY(auto file, open_file(path));
  auto table = file->next();
  if (!table) return err(ErrorCode::BadInput, Msg::FileEmpty, path.string());
  if (!*table) return Unexpected(std::move(*table).error());
  return std::make_unique<FirstTable>(std::move(file), std::move(**table));
}

RowResult<nlohmann::json> SourceRow::object() const {
  const auto fault = [&](std::string field, std::string_view value, Text reason) {
    return tl::unexpected(RowError{*file, line, std::move(field),
                                   excerpt(value.substr(0, 1000), kMaxShownCharacters), std::move(reason)});
  };
  if (!columns) {
    auto json = parse_strict_json(text);
    if (!json) return fault("", text, std::move(json).error());
    if (!json->is_object()) return fault("", text, say(Msg::NeedsObject));
    return std::move(*json);
  }
  auto object = nlohmann::json::object();
  for (std::size_t i = 0; i < columns->size() && i < cells.size(); ++i) {
    if (cells[i].empty()) continue;
    if (!valid_utf8(cells[i])) return fault((*columns)[i], cells[i], say(Msg::TextNotUtf8));
    if (cells[i].find('\0') != std::string::npos) return fault((*columns)[i], cells[i], say(Msg::TextNul));
    object[(*columns)[i]] = cells[i];
    if (i < literals.size() && literals[i])
      object[(*columns)[i]] = nlohmann::json::parse(cells[i], nullptr, false);
  }
  return object;
}

}  // namespace leian
