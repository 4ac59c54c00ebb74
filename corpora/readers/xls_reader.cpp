#include "corpora/core/messages.hpp"
#include "corpora/readers/extract_process.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/input_readers.hpp"
#include "corpora/readers/table_reader.hpp"
#include "corpora/record/value_reader.hpp"

namespace leian {
namespace {

using Json = nlohmann::json;

/// The rows of one sheet as leian-extract tells them.
class XlsRows : public SheetRows {
 public:
  XlsRows(ExtractProcess helper, std::string shown) : helper_(std::move(helper)), shown_(std::move(shown)) {}

  std::optional<Result<SheetRow>> next() override {
    while (!ended_) {
      auto line = helper_.next();
      ended_ = !line || !*line;
      if (!line) return Result<SheetRow>(Unexpected(std::move(line).error()));
      if (!*line) break;
      auto row = read(**line);
      if (row && row->cells.empty()) continue;
      return row;
    }
    return std::nullopt;
  }
  const std::vector<CellRange>& merges() const override { return merges_; }
  double progress() const override { return ended_ ? 1 : 0; }

 private:
  Result<SheetRow> read(const Json& line) const {
    const auto cells = line.find("cells");
    if (cells == line.end() || !cells->is_array()) return damaged(shown_, say(Msg::FaultStructure));
    SheetRow row{line.value("row", std::uint64_t{0}), {}, std::nullopt};
    for (const Json& cell : *cells) {
      if (!cell.is_array() || cell.size() != 2 || !cell[0].is_number_unsigned()) continue;
      const Json& value = cell[1];
      SheetCell read{cell[0].get<std::uint32_t>(),
                     value.is_string() ? value.get<std::string>() : value.dump(), !value.is_string()};
      if (value.is_number_float()) read.text = plain_number(read.text).value_or(read.text);
      if (!trim(read.text).empty()) row.cells.push_back(std::move(read));
    }
    return row;
  }

  ExtractProcess helper_;
  std::string shown_;
  std::vector<CellRange> merges_;  // freexl does not tell
  bool ended_ = false;
};

class XlsReader : public FileReader {
 public:
  XlsReader(SourceFile source, std::vector<std::string> sheets)
      : source_(std::move(source)), sheets_(std::move(sheets)) {}

  std::optional<Result<std::unique_ptr<RowReader>>> next() override {
    while (next_ < sheets_.size()) {
      auto table = open(next_++);
      if (table && *table == nullptr) continue;
      found_ = true;
      return table;
    }
    if (std::exchange(found_, true)) return std::nullopt;
    return Result<std::unique_ptr<RowReader>>(err(ErrorCode::BadInput, Msg::FileEmpty, source_.shown));
  }

 private:
  Result<std::unique_ptr<RowReader>> open(std::size_t sheet) {
    LEIAN_TRY(auto helper, ExtractProcess::start(source_, {"xls", std::to_string(sheet)}));
    std::string name = source_.shown;
    if (sheet > 0) name += "#" + sheets_[sheet];
    return read_table(std::make_shared<const std::string>(std::move(name)),
                      std::make_unique<XlsRows>(std::move(helper), source_.shown), source_.size());
  }

  SourceFile source_;
  std::vector<std::string> sheets_;
  std::size_t next_ = 0;
  bool found_ = false;
};

}  // namespace

Result<std::unique_ptr<FileReader>> read_xls(const SourceFile& source) {
  LEIAN_TRY(auto helper, ExtractProcess::start(source, {"xls-sheets"}));
  LEIAN_TRY(const auto line, helper.next());
  if (!line || !line->contains("sheets")) return damaged(source.shown, say(Msg::FaultStructure));
  return std::make_unique<XlsReader>(source, line->value("sheets", std::vector<std::string>()));
}

}  // namespace leian
