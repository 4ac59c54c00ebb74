/// A file of lines that is only ever added to: what people said, one line each. A line is on disk when adding
/// it returns. A last line without its end was cut short by a crash, and never acknowledged: it is passed
/// over, and gone with the next addition. Several processes may add at once. Threads: pure functions.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// `line` without its end. Errors: FileUnwritable; what could not be written whole is taken back.
Result<void> append_line(const std::filesystem::path&, std::string_view line);

/// The whole lines, without their ends; none where there is no file. Errors: FileUnreadable.
Result<std::vector<std::string>> read_lines(const std::filesystem::path&);

}  // namespace leian
