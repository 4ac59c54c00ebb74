#include "corpora/readers/table_reader.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include "corpora/core/messages.hpp"
#include "corpora/readers/column_names.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

constexpr std::size_t kMaxHeaderRows = 5;
constexpr std::size_t kMaxNameBytes = 300;  ///< a longer cell is no column's name

std::size_t bytes_of(const SheetRow& row) {
  std::size_t bytes = 0;
  for (const SheetCell& cell : row.cells) bytes += cell.text.size();
  return bytes;
}

/// "填报单位：某镇", "单位：元": a remark between title and header. A colon within brackets,
/// 金额（单位：元）, is part of a name.
bool is_remark(std::string_view text) {
  return text.substr(0, std::min(text.find("（"), text.find('('))).find("：") != text.npos;
}

bool may_be_header(const SheetRow& row) {
  if (row.fault || row.cells.empty()) return false;
  return std::all_of(row.cells.begin(), row.cells.end(), [](const SheetCell& cell) {
    return !cell.literal && cell.text.size() <= kMaxNameBytes && valid_utf8(cell.text) &&
           !is_remark(cell.text);
  });
}

const SheetCell* cell_at(const SheetRow& row, std::uint32_t column) {
  const auto at =
      std::lower_bound(row.cells.begin(), row.cells.end(), column,
                       [](const SheetCell& cell, std::uint32_t wanted) { return cell.column < wanted; });
  return at == row.cells.end() || at->column != column ? nullptr : &*at;
}

/// On one line: names of columns are broken over several where they are long and their column is narrow.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char c : trim(text))
    if (c != '\n' && c != '\r') line += c == '\t' ? ' ' : c;
  return line;
}

/// The first rows of a sheet, and which of them are its header.
class Header {
 public:
  explicit Header(const std::vector<CellRange>& merges) : merges_(merges) {}

  /// Nothing where no row of `rows` can be it.
  std::optional<std::vector<std::string>> find(const std::deque<SheetRow>& rows) {
    std::size_t most = 0;
    for (const SheetRow& row : rows) most = std::max(most, row.cells.size());
    const auto at = std::find_if(rows.begin(), rows.end(), [&](const SheetRow& row) {
      return row.cells.size() * 10 >= most * 6 && may_be_header(row);
    });
    if (at == rows.end()) return std::nullopt;
    const auto begin = static_cast<std::size_t>(at - rows.begin());
    end_ = std::min(rows.size(), begin + rows_spanned(*at));
    while (end_ > begin + 1 && !may_be_header(rows[end_ - 1])) --end_;
    return names({rows.begin() + static_cast<std::ptrdiff_t>(begin),
                  rows.begin() + static_cast<std::ptrdiff_t>(end_)});
  }

  /// How many of the rows are header or stand above it.
  std::size_t end() const { return end_; }

 private:
  std::size_t rows_spanned(const SheetRow& first) const {
    std::size_t rows = 1;
    for (const CellRange& merge : merges_)
      if (merge.first.row == first.line && cell_at(first, merge.first.column) != nullptr)
        rows = std::max<std::size_t>(rows, merge.last.row - merge.first.row + 1);
    return std::min(rows, kMaxHeaderRows);
  }

  /// The text over a column in one row of the header, its own or that of the merged cell it lies in.
  std::string text_over(const SheetRow& row, std::uint32_t column) const {
    if (const SheetCell* own = cell_at(row, column)) return on_one_line(own->text);
    const auto by_row = [](const CellRange& merge, std::uint64_t line) { return merge.first.row < line; };
    auto merge = std::lower_bound(merges_.begin(), merges_.end(), row.line, by_row);
    for (; merge != merges_.end() && merge->first.row == row.line; ++merge)
      if (merge->first.column < column && column <= merge->last.column)
        if (const SheetCell* cell = cell_at(row, merge->first.column)) return on_one_line(cell->text);
    return {};
  }

  std::vector<std::string> names(const std::vector<SheetRow>& rows) const {
    std::uint32_t last = 0;
    for (const SheetRow& row : rows)
      if (!row.cells.empty()) last = std::max(last, row.cells.back().column);
    std::vector<std::string> names(last);
    for (std::uint32_t column = 1; column <= last; ++column) {
      std::string& name = names[column - 1];
      for (const SheetRow& row : rows) {
        const std::string part =
            rows.size() == 1 && cell_at(row, column) == nullptr ? "" : text_over(row, column);
        if (!part.empty()) name += (name.empty() ? "" : "-") + part;
      }
    }
    return names;
  }

  const std::vector<CellRange>& merges_;
  std::size_t end_ = 0;
};

/// Gives the value of a cell merged downwards to each row it covers.
class MergedValues {
 public:
  explicit MergedValues(const std::vector<CellRange>& merges) : merges_(merges) {}

  /// False where more has been given out than a sheet may hold.
  bool fill(SheetRow& row, std::size_t columns) {
    std::erase_if(open_, [&](const auto& entry) { return entry.second.last_row < row.line; });
    for (; next_ < merges_.size() && merges_[next_].first.row <= row.line; ++next_) {
      const CellRange& merge = merges_[next_];
      if (merge.first.row != row.line || merge.last.row == row.line || merge.first.column > columns ||
          open_.size() >= kMaxOpen)
        continue;
      if (const SheetCell* cell = cell_at(row, merge.first.column))
        open_[merge.first.column] = {merge.last.row, *cell};
    }
    for (const auto& [column, value] : open_) {
      if (cell_at(row, column) != nullptr) continue;
      given_ += value.cell.text.size() + sizeof(SheetCell);
      row.cells.insert(
          std::upper_bound(row.cells.begin(), row.cells.end(), column,
                           [](std::uint32_t wanted, const SheetCell& cell) { return wanted < cell.column; }),
          value.cell);
    }
    return given_ <= kMaxEntryBytes;
  }

 private:
  static constexpr std::size_t kMaxOpen = 256;  ///< columns of merged cells side by side
  struct Open {
    std::uint32_t last_row = 0;
    SheetCell cell;
  };
  const std::vector<CellRange>& merges_;
  std::size_t next_ = 0;
  std::uint64_t given_ = 0;             // bytes
  std::map<std::uint32_t, Open> open_;  // by column
};

class TableReader : public RowReader {
 public:
  TableReader(std::shared_ptr<const std::string> file, std::unique_ptr<SheetRows> rows,
              std::uint64_t file_bytes)
      : file_(std::move(file)), rows_(std::move(rows)), merged_(rows_->merges()), file_bytes_(file_bytes) {}

  /// False where there is nothing in the sheet.
  Result<bool> read_header() {
    std::size_t bytes = 0;
    while (first_.size() < kHeaderSearchRows && bytes < kMaxRowBytes) {
      auto row = rows_->next();
      if (!row) break;
      if (!*row) return Unexpected(std::move(*row).error());
      bytes += bytes_of(**row);
      first_.push_back(std::move(**row));
    }
    if (first_.empty()) return false;
    Header header(rows_->merges());
    const auto names = header.find(first_);
    if (!names) return err(ErrorCode::BadInput, Msg::TableHeaderMissing, *file_, kHeaderSearchRows);
    columns_ = std::make_shared<const std::vector<std::string>>(column_names(*names));
    first_.erase(first_.begin(), first_.begin() + static_cast<std::ptrdiff_t>(header.end()));
    return true;
  }

  std::optional<ReadItem> next() override {
    while (auto row = next_row()) {
      if (!*row) return broken_off(row->error().what);
      if ((*row)->fault) return fault((*row)->line, "", *(*row)->fault);
      if (repeats_header(**row)) continue;
      if (!merged_.fill(**row, columns_->size()))
        return broken_off(say(Msg::LimitInflated, kMaxEntryBytes / kMebi));
      return source_row(**row);
    }
    return std::nullopt;
  }

  const std::string& name() const override { return *file_; }
  const std::vector<std::string>& columns() const override { return *columns_; }
  std::uint64_t bytes_read() const override {
    return static_cast<std::uint64_t>(rows_->progress() * static_cast<double>(file_bytes_));
  }

 private:
  std::optional<Result<SheetRow>> next_row() {
    if (ended_) return std::nullopt;
    if (first_.empty()) return rows_->next();
    Result<SheetRow> row = std::move(first_.front());
    first_.pop_front();
    return row;
  }

  ReadItem fault(std::uint64_t line, std::string_view value, Text reason) const {
    return RowError{*file_, line, "", excerpt(value.substr(0, 1000), kMaxShownCharacters), std::move(reason)};
  }

  /// The sheet ends before its end: said once, in the place of the next row.
  ReadItem broken_off(Text reason) {
    ended_ = true;
    return fault(last_line_ + 1, "", std::move(reason));
  }

  bool repeats_header(const SheetRow& row) const {
    return row.cells.size() > 1 &&
           std::all_of(row.cells.begin(), row.cells.end(), [&](const SheetCell& cell) {
             return cell.column <= columns_->size() && on_one_line(cell.text) == (*columns_)[cell.column - 1];
           });
  }

  ReadItem source_row(SheetRow& row) {
    last_line_ = row.line;
    if (row.cells.back().column > columns_->size())
      return fault(row.line, row.cells.back().text,
                   say(Msg::RowTooWide, row.cells.back().column, columns_->size()));
    SourceRow source{file_, row.line, {}, columns_, {}, {}};
    source.cells.resize(columns_->size());
    source.literals.resize(columns_->size());
    for (SheetCell& cell : row.cells) {
      source.cells[cell.column - 1] = std::move(cell.text);
      source.literals[cell.column - 1] = cell.literal;
    }
    return source;
  }

  std::shared_ptr<const std::string> file_;
  std::unique_ptr<SheetRows> rows_;
  std::deque<SheetRow> first_;  // read ahead to find the header
  MergedValues merged_;
  std::uint64_t file_bytes_;
  std::uint64_t last_line_ = 0;
  bool ended_ = false;
  std::shared_ptr<const std::vector<std::string>> columns_;
};

}  // namespace

Result<std::unique_ptr<RowReader>> read_table(std::shared_ptr<const std::string> file,
                                              std::unique_ptr<SheetRows> rows, std::uint64_t file_bytes) {
  auto reader = std::make_unique<TableReader>(std::move(file), std::move(rows), file_bytes);
  LEIAN_TRY(const bool something, reader->read_header());
  if (!something) return std::unique_ptr<RowReader>();
  return std::unique_ptr<RowReader>(std::move(reader));
}

}  // namespace leian
