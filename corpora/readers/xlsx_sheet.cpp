#include "corpora/readers/xlsx_sheet.hpp"

#include <algorithm>
#include <charconv>
#include <deque>

#include "corpora/core/messages.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"
#include "corpora/readers/xml_stream.hpp"
#include "corpora/record/value_reader.hpp"

namespace leian {
namespace {

/// The ranges of merged cells, and whether the XML is sound.
class MergeHandler : public XmlHandler {
 public:
  explicit MergeHandler(std::string file) : file_(std::move(file)) {}

  Result<void> start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.local != "mergeCell") return {};
    const auto range = parse_range(attributes["ref"]);
    if (range) merges.push_back(*range);
    if (merges.size() > kMaxMergedRanges) return beyond_limit(file_, say(Msg::LimitMerges, kMaxMergedRanges));
    return {};
  }
  Result<void> end(const XmlName&) override { return {}; }

  std::vector<CellRange> merges;

 private:
  std::string file_;
};

enum class CellType { Number, Shared, Text, Boolean, Date };

/// A cell as the XML has it; shared strings are looked up when the row is asked for, lest a few bytes of XML
/// fill the memory.
struct RawCell {
  std::uint32_t column = 0;
  CellType type = CellType::Number;
  std::size_t style = 0;
  std::string value;
  bool too_long = false;
};

struct RawRow {
  std::uint64_t line = 0;
  std::vector<RawCell> cells;
  std::size_t bytes =
      0;  ///< of the values; more than kMaxRowBytes where the row is too long, cells then empty
};

CellType type_of(std::string_view name) {
  if (name == "s") return CellType::Shared;
  if (name == "b") return CellType::Boolean;
  if (name == "d") return CellType::Date;
  return name.empty() || name == "n" ? CellType::Number : CellType::Text;  // str, inlineStr, e
}

class RowHandler : public XmlHandler {
 public:
  explicit RowHandler(std::string file) : file_(std::move(file)) {}

  Result<void> start(const XmlName& name, const XmlAttributes& attributes) override {
    if (name.local == "row") return start_row(attributes);
    if (name.local == "c") return start_cell(attributes);
    in_phonetic_ += name.local == "rPh";
    in_value_ = in_cell_ && (name.local == "v" || (name.local == "t" && in_phonetic_ == 0));
    return {};
  }

  Result<void> end(const XmlName& name) override {
    in_value_ = false;
    in_phonetic_ -= name.local == "rPh";
    if (name.local == "c") end_cell();
    if (name.local == "row" && (!row_.cells.empty() || row_.bytes > kMaxRowBytes))
      ready.push_back(std::exchange(row_, {}));
    return {};
  }

  Result<void> text(std::string_view part) override {
    if (!in_value_ || cell_.too_long) return {};
    cell_.too_long = cell_.value.size() + part.size() > kMaxCellBytes;
    if (!cell_.too_long) cell_.value += part;
    return {};
  }

  std::deque<RawRow> ready;

 private:
  Result<void> start_row(const XmlAttributes& attributes) {
    const auto number = attributes.number("r");
    line_ = number && *number > 0 ? static_cast<std::uint64_t>(*number) : line_ + 1;
    if (line_ > kMaxSheetRows) return beyond_limit(file_, say(Msg::LimitRows, kMaxSheetRows));
    row_ = {line_, {}, 0};
    column_ = 0;
    return {};
  }

  Result<void> start_cell(const XmlAttributes& attributes) {
    in_cell_ = true;
    const auto place = parse_place(attributes["r"]);
    column_ = place ? place->column : column_ + 1;
    if (column_ > kMaxSheetColumns || row_.cells.size() > kMaxSheetColumns)
      return beyond_limit(file_, say(Msg::LimitColumns, kMaxSheetColumns));
    const auto style = attributes.number("s").value_or(0);
    cell_ = {column_,
             type_of(attributes["t"]),
             static_cast<std::size_t>(std::max<std::int64_t>(style, 0)),
             {},
             false};
    return {};
  }

  void end_cell() {
    in_cell_ = false;
    row_.bytes += cell_.value.size();
    if (row_.bytes > kMaxRowBytes)
      row_.cells.clear();
    else if (!cell_.value.empty() || cell_.too_long)
      row_.cells.push_back(std::move(cell_));
  }

  std::string file_;
  RawRow row_;
  RawCell cell_;
  std::uint64_t line_ = 0;
  std::uint32_t column_ = 0;
  bool in_cell_ = false;
  bool in_value_ = false;
  int in_phonetic_ = 0;
};

/// From what the XML says to what a person sees.
class CellValues {
 public:
  explicit CellValues(const Workbook& book) : book_(book) {}

  /// Nothing where the cell holds nothing. Errors: too long.
  tl::expected<std::optional<SheetCell>, Text> read(RawCell& raw) const {
    if (raw.too_long) return tl::unexpected(too_long());
    SheetCell cell{raw.column, {}, false};
    if (raw.type == CellType::Shared) {
      const std::string_view text = shared(raw.value);
      if (text.data() == nullptr && !text.empty()) return tl::unexpected(too_long());
      cell.text = text;
    } else if (raw.type == CellType::Number) {
      number(raw, cell);
    } else if (raw.type == CellType::Boolean) {
      cell.text = raw.value == "1" || raw.value == "true" ? "true" : "false";
      cell.literal = true;
    } else {
      cell.text = unescape_cell(std::move(raw.value));
      if (raw.type == CellType::Date) std::replace(cell.text.begin(), cell.text.end(), 'T', ' ');
    }
    if (const auto visible = trim(cell.text); visible.size() < cell.text.size())
      cell.text = std::string(visible);
    if (cell.text.empty()) return std::optional<SheetCell>();
    return std::optional(std::move(cell));
  }

 private:
  static Text too_long() { return say(Msg::CellTooLong, kMaxCellBytes / kMebi); }

  std::string_view shared(const std::string& index) const {
    std::size_t i = 0;
    const auto [end, fault] = std::from_chars(index.data(), index.data() + index.size(), i);
    return fault == std::errc() && i < book_.strings.size() ? book_.strings[i] : std::string_view();
  }

  void number(RawCell& raw, SheetCell& cell) const {
    auto plain = plain_number(trim(raw.value));
    if (!plain) {
      cell.text = std::move(raw.value);
      return;
    }
    const NumberFormat format = raw.style < book_.styles.size() ? book_.styles[raw.style] : NumberFormat();
    if (format.moment) {
      const auto moment = moment_of_serial(std::strtod(raw.value.c_str(), nullptr), book_.since_1904);
      cell.text = moment.value_or(*plain);
      return;
    }
    const bool whole = plain->find_first_not_of("0123456789") == plain->npos;
    if (whole && plain->size() < format.digits) plain->insert(0, format.digits - plain->size(), '0');
    cell.literal = !whole || plain->size() == 1 || plain->front() != '0';
    cell.text = std::move(*plain);
  }

  const Workbook& book_;
};

class XlsxRows : public SheetRows {
 public:
  XlsxRows(std::shared_ptr<const Workbook> book, EntryStream entry, std::string part, std::uint64_t size,
           std::vector<CellRange> merges)
      : book_(std::move(book)),
        entry_(std::move(entry)),
        handler_(book_->archive->shown()),
        stream_(book_->archive->shown(), std::move(part), handler_),
        merges_(std::move(merges)),
        size_(size),
        room_(1u << 16) {}

  std::optional<Result<SheetRow>> next() override {
    while (true) {
      while (handler_.ready.empty()) {
        if (failure_) return Result<SheetRow>(Unexpected(*std::exchange(failure_, std::nullopt)));
        if (ended_) return std::nullopt;
        // Rows that stand before what is at fault come first.
        if (auto more = read_on(); !more) {
          ended_ = true;
          failure_ = std::move(more).error();
        }
      }
      auto row = resolve(handler_.ready.front());
      handler_.ready.pop_front();
      if (!row || row->fault || !row->cells.empty()) return row;
    }
  }

  const std::vector<CellRange>& merges() const override { return merges_; }
  double progress() const override {
    return size_ == 0 ? 0
                      : std::min(1.0, static_cast<double>(entry_.produced()) / static_cast<double>(size_));
  }

 private:
  Result<void> read_on() {
    LEIAN_TRY(const std::size_t got, entry_.read(room_.data(), room_.size()));
    LEIAN_CHECK(stream_.feed({room_.data(), got}, got == 0));
    ended_ = got == 0;
    return {};
  }

  Result<SheetRow> resolve(RawRow& raw) {
    SheetRow row{raw.line, {}, std::nullopt};
    std::size_t bytes = 0;
    if (raw.bytes > kMaxRowBytes) row.fault = say(Msg::RowTooLong, kMaxRowBytes >> 20);
    for (RawCell& cell : raw.cells) {
      auto value = values_.read(cell);
      if (!value) {
        row.fault = std::move(value).error();
        break;
      }
      if (!*value) continue;
      bytes += (*value)->text.size();
      if (bytes > kMaxRowBytes) {
        row.fault = say(Msg::RowTooLong, kMaxRowBytes >> 20);
        break;
      }
      row.cells.push_back(std::move(**value));
    }
    // A string that is shared is paid for each time it is used, or a small file could fill the disk.
    if (!book_->archive->budget()->take(bytes)) {
      ended_ = true;
      handler_.ready.resize(1);
      return beyond_limit(book_->archive->shown(), say(Msg::LimitInflated, kMaxInflatedBytes / kMebi));
    }
    const auto by_column = [](const SheetCell& a, const SheetCell& b) { return a.column < b.column; };
    if (!std::is_sorted(row.cells.begin(), row.cells.end(), by_column))
      std::stable_sort(row.cells.begin(), row.cells.end(), by_column);
    return row;
  }

  std::shared_ptr<const Workbook> book_;
  EntryStream entry_;
  RowHandler handler_;
  XmlStream stream_;
  CellValues values_{*book_};
  std::vector<CellRange> merges_;
  std::uint64_t size_;
  std::vector<char> room_;
  bool ended_ = false;
  std::optional<Error> failure_;  // to be told once the rows before it are taken
};

}  // namespace

Result<std::unique_ptr<SheetRows>> open_sheet(std::shared_ptr<const Workbook> book,
                                              const WorkbookSheet& sheet) {
  ZipArchive& archive = *book->archive;
  const ArchiveEntry* entry = archive.find(sheet.part);
  if (entry == nullptr) return damaged(archive.shown(), say(Msg::FaultPart, sheet.part));
  MergeHandler merges(archive.shown());
  {
    LEIAN_TRY(auto first_pass, archive.stream(*entry));
    LEIAN_CHECK(read_xml(first_pass, archive.shown(), entry->name, merges));
  }
  std::stable_sort(merges.merges.begin(), merges.merges.end(),
                   [](const CellRange& a, const CellRange& b) { return a.first.row < b.first.row; });
  LEIAN_TRY(auto stream, archive.stream(*entry));
  return std::make_unique<XlsxRows>(std::move(book), std::move(stream), entry->name, entry->size,
                                    std::move(merges.merges));
}

}  // namespace leian
