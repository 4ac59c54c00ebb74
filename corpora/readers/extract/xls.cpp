// A workbook of Excel 97-2003, by freexl, which takes it into memory whole.
#include <freexl.h>

#include <string>
#include <vector>

#include "corpora/readers/extract/extract.hpp"
#include "corpora/readers/extract/protocol.hpp"

namespace leian::extract {
namespace {

class Workbook {
 public:
  Workbook() : state_(freexl_open(kInput, &handle_)) {}
  ~Workbook() { freexl_close(handle_); }
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  /// Nothing where all is well, else what is wrong.
  const char* fault() const {
    unsigned password = FREEXL_BIFF_PLAIN;
    if (state_ == FREEXL_INSUFFICIENT_MEMORY) return kNoMemory;
    if (handle_ != nullptr && freexl_get_info(handle_, FREEXL_BIFF_PASSWORD, &password) == FREEXL_OK &&
        password == FREEXL_BIFF_OBFUSCATED)
      return kEncrypted;
    return state_ == FREEXL_OK ? nullptr : kBroken;
  }

  std::vector<std::string> sheets() const {
    std::vector<std::string> names;
    unsigned count = 0;
    freexl_get_info(handle_, FREEXL_BIFF_SHEET_COUNT, &count);
    for (unsigned i = 0; i < count && i < kMaxSheets; ++i) {
      const char* name = nullptr;
      const bool told =
          freexl_get_worksheet_name(handle_, static_cast<unsigned short>(i), &name) == FREEXL_OK;
      names.emplace_back(told && name != nullptr ? name : "");
    }
    return names;
  }

  const void* get() const { return handle_; }

 private:
  static constexpr unsigned kMaxSheets = 1000;
  const void* handle_ = nullptr;
  int state_;
};

/// The value as the sheet shows it; null for nothing.
nlohmann::json cell_value(const FreeXL_CellValue& cell) {
  switch (cell.type) {
    case FREEXL_CELL_INT:
      return cell.value.int_value;
    case FREEXL_CELL_DOUBLE:
      return cell.value.double_value;
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      return cell.value.text_value == nullptr ? nlohmann::json() : nlohmann::json(cell.value.text_value);
    default:
      return nullptr;
  }
}

}  // namespace

int list_xls_sheets() {
  const Workbook book;
  if (const char* fault = book.fault()) {
    print({{kError, fault}});
    return 0;
  }
  print({{"sheets", book.sheets()}});
  return 0;
}

int extract_xls(unsigned sheet) {
  const Workbook book;
  if (const char* fault = book.fault()) {
    print({{kError, fault}});
    return 0;
  }
  unsigned rows = 0;
  unsigned short columns = 0;
  if (freexl_select_active_worksheet(book.get(), static_cast<unsigned short>(sheet)) != FREEXL_OK ||
      freexl_worksheet_dimensions(book.get(), &rows, &columns) != FREEXL_OK)
    return 1;
  for (unsigned row = 0; row < rows; ++row) {
    auto cells = nlohmann::json::array();
    for (unsigned short column = 0; column < columns; ++column) {
      FreeXL_CellValue cell{};
      if (freexl_get_cell_value(book.get(), row, column, &cell) != FREEXL_OK) continue;
      auto value = cell_value(cell);
      if (!value.is_null() && value != "") cells.push_back({column + 1, std::move(value)});
    }
    if (!cells.empty()) print({{"row", row + 1}, {"cells", std::move(cells)}});
  }
  return 0;
}

}  // namespace leian::extract
