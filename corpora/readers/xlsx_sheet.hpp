/// One sheet of a workbook as a stream of rows: no more than a stretch of its XML is in memory. Formulas give
/// the value that was stored with them; dates come as 2017-09-30 or 2017-09-30 09:05:00; the dimension that
/// the sheet claims is not looked at. The sheet is gone through once before, for its merged cells stand at
/// its end; a damaged sheet is known by then. Source: ECMA-376 part 1, 18.3.
#pragma once
#include <memory>

#include "corpora/readers/sheet_rows.hpp"
#include "corpora/readers/xlsx_workbook.hpp"

namespace leian {

/// Errors: BadInput (missing part, not well-formed, damaged), TooLarge (rows, columns, merged cells, a bomb).
Result<std::unique_ptr<SheetRows>> open_sheet(std::shared_ptr<const Workbook>, const WorkbookSheet&);

}  // namespace leian
