#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "api/export/row_writer.hpp"
#include "corpora/core/messages.hpp"
#include "corpora/text/utf8.hpp"

namespace leian::api {
namespace {

constexpr std::size_t kCellCharacters = 32'767;
constexpr std::size_t kRemarkCharacters = 60;
constexpr double kWidth = 18;
constexpr std::size_t kBlock = 1u << 16;

/// A file that only this process can read and that goes when this does.
class TemporaryFile {
 public:
  static Result<TemporaryFile> make() {
    std::error_code failure;
    const auto folder = std::filesystem::temp_directory_path(failure);
    std::string pattern = ((failure ? "/tmp" : folder) / "leian-XXXXXX.xlsx").string();
    const int handle = ::mkstemps(pattern.data(), 5);
    if (handle < 0)
      return err(ErrorCode::Io, Msg::FileUnwritable, pattern, std::generic_category().message(errno));
    ::close(handle);
    return TemporaryFile(std::move(pattern));
  }
  ~TemporaryFile() {
    if (!name_.empty()) ::unlink(name_.c_str());
  }
  TemporaryFile(TemporaryFile&& other) noexcept : name_(std::exchange(other.name_, {})) {}
  TemporaryFile& operator=(TemporaryFile&&) = delete;
  const std::string& name() const { return name_; }

 private:
  explicit TemporaryFile(std::string name) : name_(std::move(name)) {}
  std::string name_;
};

/// A text that fits a cell, which is measured in units of UTF-16.
std::string fitted(const std::string& text) {
  if (text.size() <= kCellCharacters) return text;
  const std::u32string points = decode_utf8(text);
  std::size_t units = 0;
  std::size_t fit = 0;  // points that leave room for the remark
  for (const char32_t point : points) {
    units += point > 0xFFFF ? 2 : 1;
    if (units <= kCellCharacters - kRemarkCharacters) ++fit;
  }
  if (units <= kCellCharacters) return text;
  return encode_utf8(std::u32string_view(points).substr(0, fit)) + say(Msg::CellCut, points.size()).zh;
}

class XlsxWriter final : public RowWriter {
 public:
  XlsxWriter(std::vector<std::string> header, WriteBytes write, TemporaryFile file)
      : header_(std::move(header)), write_(std::move(write)), file_(std::move(file)) {
    lxw_workbook_options settings{};
    settings.constant_memory = LXW_TRUE;
    settings.use_zip64 = LXW_TRUE;
    book_ = workbook_new_opt(file_.name().c_str(), &settings);
    heading_ = workbook_add_format(book_);
    format_set_bold(heading_);
    day_ = workbook_add_format(book_);
    format_set_num_format(day_, "yyyy-mm-dd");
    moment_ = workbook_add_format(book_);
    format_set_num_format(moment_, "yyyy-mm-dd hh:mm:ss");
    next_sheet();
  }
  ~XlsxWriter() override {
    if (book_ != nullptr) workbook_close(book_);
  }
  XlsxWriter(const XlsxWriter&) = delete;
  XlsxWriter& operator=(const XlsxWriter&) = delete;

  Result<void> add(const std::vector<Cell>& cells) override {
    if (row_ == LXW_ROW_MAX) next_sheet();
    lxw_col_t column = 0;
    for (const Cell& cell : cells) {
      std::visit([&](const auto& value) { put(column, value); }, cell);
      ++column;
    }
    ++row_;
    return {};
  }

  Result<void> finish() override {
    const lxw_error closed = workbook_close(std::exchange(book_, nullptr));
    if (closed != LXW_NO_ERROR)
      return err(ErrorCode::Io, Msg::FileUnwritable, file_.name(), lxw_strerror(closed));
    std::ifstream in(file_.name(), std::ios::binary);
    std::array<char, kBlock> block;
    while (in.read(block.data(), block.size()) || in.gcount() > 0)
      if (!write_({block.data(), static_cast<std::size_t>(in.gcount())}))
        return err(ErrorCode::Io, Msg::OutputFailed);
    return {};
  }

 private:
  void next_sheet() {
    sheet_ = workbook_add_worksheet(book_, nullptr);
    worksheet_set_column(sheet_, 0, static_cast<lxw_col_t>(header_.size() - 1), kWidth, nullptr);
    worksheet_freeze_panes(sheet_, 1, 0);
    lxw_col_t column = 0;
    for (const std::string& label : header_)
      worksheet_write_string(sheet_, 0, column++, label.c_str(), heading_);
    row_ = 1;
  }

  void put(lxw_col_t, std::monostate) {}
  void put(lxw_col_t column, const std::string& text) {
    worksheet_write_string(sheet_, row_, column, fitted(text).c_str(), nullptr);
  }
  void put(lxw_col_t column, double number) {
    if (std::isfinite(number)) worksheet_write_number(sheet_, row_, column, number, nullptr);
  }
  void put(lxw_col_t column, const Date& date) { put_moment(column, date, 0, day_); }
  void put(lxw_col_t column, const DateTime& moment) {
    const Date date = moment.date();
    put_moment(column, date, moment.seconds - std::int64_t{date.days} * kDaySeconds, moment_);
  }
  /// A spreadsheet counts days from 1900; what lies before is text.
  void put_moment(lxw_col_t column, const Date& date, std::int64_t seconds, lxw_format* format) {
    if (date.year() < 1900 || date.year() > 9999) {
      put(column, to_string(date));
      return;
    }
    lxw_datetime when{};
    when.year = date.year();
    when.month = date.month();
    when.day = date.day();
    when.hour = static_cast<int>(seconds / 3600);
    when.min = static_cast<int>(seconds / 60 % 60);
    when.sec = static_cast<double>(seconds % 60);
    worksheet_write_datetime(sheet_, row_, column, &when, format);
  }

  static constexpr std::int64_t kDaySeconds = 86'400;

  std::vector<std::string> header_;
  WriteBytes write_;
  TemporaryFile file_;
  lxw_workbook* book_ = nullptr;
  lxw_worksheet* sheet_ = nullptr;
  lxw_format *heading_ = nullptr, *day_ = nullptr, *moment_ = nullptr;
  lxw_row_t row_ = 0;
};

}  // namespace

Result<std::unique_ptr<RowWriter>> make_xlsx_rows(std::vector<std::string> header, WriteBytes write) {
  LEIAN_TRY(TemporaryFile file, TemporaryFile::make());
  return std::make_unique<XlsxWriter>(std::move(header), std::move(write), std::move(file));
}

}  // namespace leian::api
