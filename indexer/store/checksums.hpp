/// Checksums of files: XXH3 of 128 bits, written as 32 hexadecimal digits. They tell what changed by
/// accident; they are no protection against somebody who forges. Threads: pure functions; a Checksum belongs
/// to one thread.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "corpora/core/result.hpp"

namespace leian {

/// What a file should be.
struct FileSum {
  std::uint64_t size = 0;
  std::string sum;
  bool operator==(const FileSum&) const = default;
};

/// Sums of files, by their path in a folder, with slashes.
using FileSums = std::map<std::string, FileSum>;

/// The checksum of bytes that come piece by piece.
class Checksum {
 public:
  Checksum();
  void add(std::string_view);
  std::string hex() const;

 private:
  struct Free {
    void operator()(void* state) const;
  };
  std::unique_ptr<void, Free> state_;
};

std::string checksum128(std::string_view);

/// Hands a file's bytes over in pieces of up to 1 MB. Errors: FileMissing, FileUnreadable, and those of
/// `take`.
Result<void> for_each_piece(const std::filesystem::path&,
                            const std::function<Result<void>(std::string_view)>& take);

/// Reads the whole file. Errors: FileMissing, FileUnreadable.
Result<FileSum> sum_of_file(const std::filesystem::path&);

/// A file of sums beside what it describes: its first line is the checksum of what follows.
std::string with_checksum(std::string_view body);
/// The body, or nothing where the checksum is not its own.
std::optional<std::string_view> body_of(std::string_view checked);

}  // namespace leian
