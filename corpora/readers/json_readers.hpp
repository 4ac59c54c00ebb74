/// Readers of JSON: one object a line, or the elements of one array.
#pragma once
#include <memory>
#include <string>

#include "corpora/readers/reader.hpp"
#include "corpora/readers/text_window.hpp"

namespace leian {

/// JSON Lines. Blank lines are passed over.
std::unique_ptr<RowReader> read_json_lines(std::shared_ptr<const std::string> file, TextWindow);

/// A file of one array of objects, or of objects one after the other, each over as many lines as it likes.
std::unique_ptr<RowReader> read_json_values(std::shared_ptr<const std::string> file, TextWindow);

}  // namespace leian
