#include "corpora/core/messages.hpp"
#include "corpora/readers/input_readers.hpp"
#include "corpora/readers/table_reader.hpp"
#include "corpora/readers/xlsx_sheet.hpp"

namespace leian {
namespace {

class XlsxReader : public FileReader {
 public:
  XlsxReader(SourceFile source, std::shared_ptr<const Workbook> book)
      : source_(std::move(source)), book_(std::move(book)) {}

  std::optional<Result<std::unique_ptr<RowReader>>> next() override {
    while (next_sheet_ < book_->sheets.size()) {
      const WorkbookSheet& sheet = book_->sheets[next_sheet_++];
      if (sheet.hidden) {
        notes_.push_back(say(Msg::NoteSheetHidden, source_.shown, sheet.name));
        continue;
      }
      auto table = open(sheet);
      if (table && *table == nullptr) continue;  // nothing in it
      found_ = true;
      return table;
    }
    if (std::exchange(found_, true)) return std::nullopt;
    return Result<std::unique_ptr<RowReader>>(err(ErrorCode::BadInput, Msg::FileEmpty, source_.shown));
  }

 private:
  Result<std::unique_ptr<RowReader>> open(const WorkbookSheet& sheet) {
    auto name = source_.shown;
    if (next_sheet_ > 1) name += "#" + sheet.name;
    LEIAN_TRY(auto rows, open_sheet(book_, sheet));
    return read_table(std::make_shared<const std::string>(std::move(name)), std::move(rows), source_.size());
  }

  SourceFile source_;
  std::shared_ptr<const Workbook> book_;
  std::size_t next_sheet_ = 0;
  bool found_ = false;
};

}  // namespace

Result<std::unique_ptr<FileReader>> read_xlsx(const SourceFile& source) {
  LEIAN_TRY(auto book, open_workbook(source));
  return std::make_unique<XlsxReader>(source, std::move(book));
}

}  // namespace leian
