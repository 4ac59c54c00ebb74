/// Writing files so that a reader, or a crash, never meets half of one.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "corpora/core/result.hpp"

namespace leian {

/// Plain values as the bytes they are in memory.
template <class Values>
std::string_view bytes_of(const Values& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(*values.data())};
}

/// The whole file. Errors: FileMissing, FileUnreadable.
Result<std::string> read_file(const std::filesystem::path&);

/// Replaces the file whole: written beside it, flushed to disk, renamed over it, and the folder flushed too.
/// Errors: FileUnwritable; the old file is then untouched.
Result<void> replace_file(const std::filesystem::path&, std::string_view content);

/// A new file that nothing names yet, written from front to back. Closing leaves it to sync_tree to flush it
/// to disk; going away unclosed does not remove it. One thread at a time.
class NewFile {
 public:
  /// Errors: FileUnwritable.
  static Result<NewFile> create(const std::filesystem::path&);
  NewFile(NewFile&&) noexcept;
  NewFile& operator=(NewFile&&) noexcept;
  ~NewFile();

  std::uint64_t size() const { return size_; }
  /// Buffered. Errors: FileUnwritable.
  Result<void> write(std::string_view);
  Result<void> close();
  /// Flushes this file alone to disk as well.
  Result<void> close_flushed();

 private:
  NewFile() = default;
  Result<void> flush();

  std::filesystem::path path_;
  int fd_ = -1;
  std::uint64_t size_ = 0;
  std::string waiting_;
};

/// Writes a new file, piece after piece, and leaves it to sync_tree to flush it to disk; for files that
/// nothing names yet. Errors: FileUnwritable.
Result<void> write_new_file(const std::filesystem::path&, const std::vector<std::string_view>& pieces);
Result<void> write_new_file(const std::filesystem::path&, std::string_view content);

/// Flushes all files below a folder to disk, and the folders too. Many at a time: a disk does eight flushes
/// side by side in the time of three, one after the other. Errors: FileUnwritable.
Result<void> sync_tree(const std::filesystem::path&);

/// Flushes a folder's entries (renames, new files) to disk. Errors: FileUnwritable.
Result<void> sync_folder(const std::filesystem::path&);

/// Makes the folder and those above it. Errors: FileUnwritable.
Result<void> make_folder(const std::filesystem::path&);

}  // namespace leian
