// Many systems "export to Excel" by writing a web page with one table and calling it .xls.
#include "corpora/core/messages.hpp"
#include "corpora/readers/html_text.hpp"
#include "corpora/readers/input_readers.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/table_reader.hpp"

namespace leian {
namespace {

class HtmlRows : public SheetRows {
 public:
  explicit HtmlRows(std::vector<std::vector<std::string>> rows) : rows_(std::move(rows)) {}

  std::optional<Result<SheetRow>> next() override {
    while (next_ < rows_.size()) {
      auto& cells = rows_[next_++];
      SheetRow row{next_, {}, std::nullopt};
      for (std::size_t i = 0; i < cells.size(); ++i)
        if (!cells[i].empty())
          row.cells.push_back({static_cast<std::uint32_t>(i + 1), std::move(cells[i]), false});
      if (!row.cells.empty()) return Result<SheetRow>(std::move(row));
    }
    return std::nullopt;
  }
  const std::vector<CellRange>& merges() const override { return merges_; }
  double progress() const override { return 1; }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::size_t next_ = 0;
  std::vector<CellRange> merges_;
};

}  // namespace

Result<std::unique_ptr<RowReader>> read_html_sheet(const SourceFile& source) {
  LEIAN_TRY(const std::string bytes, read_whole(source, kMaxPageFileBytes));
  LEIAN_TRY(auto rows, html_rows(bytes, source.shown));
  LEIAN_TRY(auto table, read_table(std::make_shared<const std::string>(source.shown),
                                   std::make_unique<HtmlRows>(std::move(rows)), source.size()));
  if (!table) return err(ErrorCode::BadInput, Msg::FileEmpty, source.shown);
  return table;
}

}  // namespace leian
