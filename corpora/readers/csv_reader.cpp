#include "corpora/readers/csv_reader.hpp"

#include <algorithm>

#include "corpora/core/messages.hpp"
#include "corpora/readers/column_names.hpp"
#include "corpora/record/value_reader.hpp"
#include "corpora/text/utf8.hpp"

namespace leian {
namespace {

/// How far a scan of one row came.
enum class Scan { Row, NeedsMore, QuoteOpen, QuoteMisplaced };

/// One row of cells from the start of a text.
class RowScanner {
 public:
  explicit RowScanner(char separator) : separator_(separator) {}

  /// Reads the row at the start of `text` into cells(); `whole`: nothing follows the text.
  Scan scan(std::string_view text, bool whole) {
    text_ = text;
    whole_ = whole;
    used_ = 0;
    cells_.clear();
    while (true) {
      cells_.emplace_back();
      const Scan state = used_ < text_.size() && text_[used_] == '"' ? quoted_cell() : plain_cell();
      if (state != Scan::Row || row_ended_) return state;
    }
  }

  std::vector<std::string>& cells() { return cells_; }
  std::size_t used() const { return used_; }       ///< bytes of the row with its line end
  std::size_t quote_at() const { return quote_; }  ///< where the quote at fault stands

 private:
  /// At a separator, a line end or the text's end: steps over it. Anything else: nothing done, false.
  bool end_cell() {
    row_ended_ = used_ == text_.size() || text_[used_] == '\n';
    if (row_ended_) {
      used_ += used_ < text_.size();
      return true;
    }
    return text_[used_] == separator_ && ++used_;
  }

  Scan plain_cell() {
    std::size_t end = used_;
    while (end < text_.size() && text_[end] != separator_ && text_[end] != '\n') ++end;
    if (end == text_.size() && !whole_) return Scan::NeedsMore;
    std::string_view cell = text_.substr(used_, end - used_);
    if ((end == text_.size() || text_[end] == '\n') && cell.ends_with('\r')) cell.remove_suffix(1);
    cells_.back() = cell;
    used_ = end;
    end_cell();
    return Scan::Row;
  }

  Scan quoted_cell() {
    quote_ = used_++;
    while (true) {
      const auto quote = text_.find('"', used_);
      if (quote == text_.npos || (quote + 1 == text_.size() && !whole_))
        return whole_ ? Scan::QuoteOpen : Scan::NeedsMore;
      cells_.back() += text_.substr(used_, quote - used_);
      used_ = quote + 1;
      if (used_ == text_.size() || text_[used_] != '"') break;
      cells_.back() += '"';
      ++used_;
    }
    const auto rest = text_.find_first_not_of(separator_ == '\t' ? " \r" : " \t\r", used_);
    used_ = std::min(rest, text_.size());
    if (used_ == text_.size() && !whole_) return Scan::NeedsMore;
    return end_cell() ? Scan::Row : Scan::QuoteMisplaced;
  }

  char separator_;
  std::string_view text_;
  bool whole_ = false;
  bool row_ended_ = false;
  std::size_t used_ = 0;
  std::size_t quote_ = 0;
  std::vector<std::string> cells_;
};

bool all_blank(const std::vector<std::string>& cells, std::size_t from = 0) {
  return std::all_of(cells.begin() + static_cast<std::ptrdiff_t>(std::min(from, cells.size())), cells.end(),
                     [](const std::string& cell) { return trim(cell).empty(); });
}

char sniff_separator(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char candidate : {',', '\t', ';'})
    if (const auto count = std::count(header.begin(), header.end(), candidate); count > most) {
      best = candidate;
      most = count;
    }
  return best;
}

class CsvReader : public RowReader {
 public:
  CsvReader(std::shared_ptr<const std::string> file, TextWindow window, char separator)
      : file_(std::move(file)), window_(std::move(window)), scanner_(separator) {}

  Result<void> read_header() {
    const auto item = next_cells();
    const auto* cells = item ? std::get_if<SourceRow>(&*item) : nullptr;
    if (cells == nullptr || !valid_utf8(fmt::format("{}", fmt::join(cells->cells, ","))))
      return err(ErrorCode::BadInput, Msg::HeaderUnreadable, *file_);
    auto names = column_names(cells->cells);
    while (!names.empty() && trim(cells->cells[names.size() - 1]).empty()) names.pop_back();
    columns_ = std::make_shared<const std::vector<std::string>>(std::move(names));
    return {};
  }

  std::optional<ReadItem> next() override {
    auto item = next_cells();
    auto* row = item ? std::get_if<SourceRow>(&*item) : nullptr;
    if (row == nullptr) return item;
    if (!all_blank(row->cells, columns_->size()))
      return fault(row->line, row->cells[columns_->size()],
                   say(Msg::RowTooWide, row->cells.size(), columns_->size()));
    row->cells.resize(columns_->size());
    row->columns = columns_;
    return item;
  }

  const std::string& name() const override { return *file_; }
  const std::vector<std::string>& columns() const override { return *columns_; }
  std::uint64_t bytes_read() const override { return window_.bytes_read(); }

 private:
  ReadItem fault(std::uint64_t line, std::string_view value, Text reason) const {
    return RowError{*file_, line, "", excerpt(value.substr(0, 1000), kMaxShownCharacters), std::move(reason)};
  }

  /// The next row that is not blank, as it stands.
  std::optional<ReadItem> next_cells() {
    while (!window_.text().empty() || window_.grow()) {
      Scan state;
      while ((state = scanner_.scan(window_.text(), window_.at_end())) == Scan::NeedsMore)
        if (window_.text().size() > kMaxRowBytes || !window_.grow()) break;
      if (window_.text().empty()) break;
      if (state != Scan::Row) return pass_fault(state);
      const auto line = window_.line();
      window_.leave(scanner_.used());
      if (!all_blank(scanner_.cells()))
        return SourceRow{file_, line, {}, nullptr, std::move(scanner_.cells()), {}};
    }
    return finish();
  }

  /// Says what is wrong with the row at the window's start and moves behind the line at fault.
  ReadItem pass_fault(Scan state) {
    const auto text = window_.text();
    const bool quote = state != Scan::NeedsMore || text.substr(0, kMaxRowBytes).find('\n') != text.npos;
    const std::size_t at = quote ? scanner_.quote_at() : 0;
    const auto quote_line =
        window_.line() + static_cast<std::uint64_t>(
                             std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    ReadItem item = !quote ? fault(window_.line(), text, say(Msg::RowTooLong, kMaxRowBytes >> 20))
                    : state == Scan::QuoteMisplaced
                        ? fault(quote_line, text.substr(at), say(Msg::QuoteMisplaced))
                        : fault(quote_line, text.substr(at), say(Msg::QuoteOpen));
    pass_line(at);
    return item;
  }

  /// Moves behind the line end that follows `at`.
  void pass_line(std::size_t at) {
    std::size_t end;
    while ((end = window_.text().find('\n', at)) == std::string_view::npos) {
      window_.leave(window_.text().size());
      at = 0;
      if (!window_.grow()) return;
    }
    window_.leave(end + 1);
  }

  std::optional<ReadItem> finish() {
    if (window_.failure().empty() || told_) return std::nullopt;
    told_ = true;
    return fault(window_.line(), "", say(Msg::FileUnreadable, *file_, window_.failure()));
  }

  std::shared_ptr<const std::string> file_;
  TextWindow window_;
  RowScanner scanner_;
  std::shared_ptr<const std::vector<std::string>> columns_ =
      std::make_shared<const std::vector<std::string>>();
  bool told_ = false;
};

}  // namespace

Result<std::unique_ptr<RowReader>> read_csv(std::shared_ptr<const std::string> file, TextWindow window) {
  const auto text = window.text();
  const auto start = std::min(text.find_first_not_of("\r\n"), text.size());
  const char separator =
      sniff_separator(text.substr(start, std::min(text.find('\n', start), text.size()) - start));
  auto reader = std::make_unique<CsvReader>(std::move(file), std::move(window), separator);
  LEIAN_CHECK(reader->read_header());
  return reader;
}

}  // namespace leian
