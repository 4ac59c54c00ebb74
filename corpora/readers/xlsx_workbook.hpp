/// A workbook (XLSX) and what its sheets share: strings, number formats, calendar. The strings are held in
/// memory, at most kMaxSharedStringBytes; sheets are streams (xlsx_sheet.hpp).
/// Source: ECMA-376 part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/readers/sheet_values.hpp"
#include "corpora/readers/zip_archive.hpp"

namespace leian {

/// Many short texts, one after the other in large blocks.
class StringPool {
 public:
  /// False where the pool is full.
  bool add(std::string_view text);
  /// Kept as a string that is too long to be had.
  void add_too_long() { strings_.push_back({nullptr, 1}); }

  std::size_t size() const { return strings_.size(); }
  /// Precondition: i < size(). data() is null and size() not 0 for what was too long.
  std::string_view operator[](std::size_t i) const { return strings_[i]; }

 private:
  std::vector<std::string> blocks_;
  std::vector<std::string_view> strings_;
  std::size_t bytes_ = 0;
};

struct WorkbookSheet {
  std::string name;
  std::string part;
  bool hidden = false;
};

/// Immutable once read.
struct Workbook {
  std::shared_ptr<ZipArchive> archive;
  std::vector<WorkbookSheet> sheets;
  bool since_1904 = false;
  std::vector<NumberFormat> styles;  ///< by the number in a cell's `s`
  StringPool strings;
};

/// Errors: those of archives and XML; TooLarge (shared strings).
Result<std::shared_ptr<const Workbook>> open_workbook(const SourceFile&);

}  // namespace leian
