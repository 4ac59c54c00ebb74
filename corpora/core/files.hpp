/// Writing files so that a reader, or a crash, never meets half of one.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// The whole file. Errors: FileMissing, FileUnreadable.
Result<std::string> read_file(const std::filesystem::path&);

/// Replaces the file whole: written beside it, flushed to disk, renamed over it, and the folder flushed too.
/// Errors: FileUnwritable; the old file is then untouched.
Result<void> replace_file(const std::filesystem::path&, std::string_view content);

/// Writes a new file, piece after piece, and flushes it to disk; for files that nothing names yet. Errors:
/// FileUnwritable.
Result<void> write_new_file(const std::filesystem::path&, const std::vector<std::string_view>& pieces);
Result<void> write_new_file(const std::filesystem::path&, std::string_view content);

/// Flushes a folder's entries (renames, new files) to disk. Errors: FileUnwritable.
Result<void> sync_folder(const std::filesystem::path&);

/// Makes the folder and those above it. Errors: FileUnwritable.
Result<void> make_folder(const std::filesystem::path&);

}  // namespace leian
