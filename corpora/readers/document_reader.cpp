#include "corpora/documents/document_forms.hpp"
#include "corpora/readers/document_text.hpp"
#include "corpora/readers/input_readers.hpp"

namespace leian {
namespace {

/// The rows of one document; their line is their number, for a document has none.
class DocumentRows : public RowReader {
 public:
  DocumentRows(const SourceFile& source, std::vector<nlohmann::json> rows)
      : file_(std::make_shared<const std::string>(source.shown)),
        rows_(std::move(rows)),
        bytes_(source.size()) {
    if (rows_.empty()) return;
    for (const auto& [key, value] : rows_.front().items()) first_columns_.push_back(key);
  }

  std::optional<ReadItem> next() override {
    if (next_ == rows_.size()) return std::nullopt;
    std::string text = rows_[next_].dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    rows_[next_].clear();
    return SourceRow{file_, ++next_, std::move(text), nullptr, {}, {}};
  }
  const std::string& name() const override { return *file_; }
  const std::vector<std::string>& columns() const override { return columns_; }
  const std::vector<std::string>& first_row_columns() const override { return first_columns_; }
  std::uint64_t bytes_read() const override { return bytes_; }
  bool is_document() const override { return true; }

 private:
  std::shared_ptr<const std::string> file_;
  std::vector<nlohmann::json> rows_;
  std::uint64_t bytes_;
  std::size_t next_ = 0;
  std::vector<std::string> columns_;
  std::vector<std::string> first_columns_;
};

class DocumentFile : public FileReader {
 public:
  DocumentFile(const SourceFile& source, std::vector<nlohmann::json> rows, std::vector<Text> notes)
      : rows_(std::make_unique<DocumentRows>(source, std::move(rows))) {
    notes_ = std::move(notes);
  }
  std::optional<Result<std::unique_ptr<RowReader>>> next() override {
    if (!rows_) return std::nullopt;
    return Result<std::unique_ptr<RowReader>>(std::move(rows_));
  }

 private:
  std::unique_ptr<RowReader> rows_;
};

}  // namespace

Result<std::unique_ptr<FileReader>> read_document_rows(const SourceFile& source) {
  LEIAN_TRY(auto document, read_document(source));
  auto cut = source.forms ? source.forms->rows(document.name, document.text)
                          : rows_of_document(document.name, document.text);
  LEIAN_TRY(auto rows, std::move(cut));
  return std::make_unique<DocumentFile>(source, std::move(rows), std::move(document.notes));
}

}  // namespace leian
