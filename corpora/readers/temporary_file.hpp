/// A file without a name in the system's temporary folder: nobody else can open it, and it is gone with its
/// last handle, whatever happens to the program. One thread at a time while it is written.
#pragma once
#include <filesystem>
#include <memory>
#include <string_view>

#include "corpora/core/result.hpp"

namespace leian {

class TemporaryFile {
 public:
  /// Errors: Io.
  static Result<std::shared_ptr<TemporaryFile>> create();
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  /// Errors: Io (a full disk).
  Result<void> write(std::string_view bytes);
  /// Opens it anew while this lives.
  std::filesystem::path path() const;

 private:
  explicit TemporaryFile(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace leian
