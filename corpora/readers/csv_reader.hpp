/// Reader of tables in text: comma, tab or semicolon separated, quoted as RFC 4180 says.
/// A quote that is not closed, or is followed by something else than a separator, costs its own row only:
/// reading goes on at the line behind the one where the quote stands.
#pragma once
#include <memory>
#include <string>

#include "corpora/readers/reader.hpp"
#include "corpora/readers/text_window.hpp"

namespace leian {

/// The separator is the one of , tab ; that the header line has most of.
/// Columns without a name are called 列1, 列2 … by their place; a name that stands twice gets _2 the second
/// time. Errors: BadInput where the first line is no header.
Result<std::unique_ptr<RowReader>> read_csv(std::shared_ptr<const std::string> file, TextWindow);

}  // namespace leian
