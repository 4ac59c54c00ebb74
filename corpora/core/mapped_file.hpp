/// A file mapped read-only into memory; its pages are shared with every process that maps it.
/// Threads: share freely. The file must not be shortened while it is mapped: writers replace files by rename.
#pragma once
#include <cstddef>
#include <filesystem>
#include <span>
#include <string_view>
#include <utility>

#include "corpora/core/result.hpp"

namespace leian {

class MappedFile {
 public:
  /// Errors: FileMissing, FileUnreadable. An empty file maps to an empty view.
  static Result<MappedFile> open(const std::filesystem::path&);

  MappedFile() = default;
  MappedFile(MappedFile&& other) noexcept
      : data_(std::exchange(other.data_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  MappedFile& operator=(MappedFile&& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(bytes_, other.bytes_);
    return *this;
  }
  ~MappedFile();

  const char* data() const { return data_; }
  std::size_t size() const { return bytes_; }
  std::string_view view() const { return {data_, bytes_}; }

  /// `count` values of T from byte `offset`, or an empty span where the file ends before or `offset` is not
  /// aligned for T.
  template <class T>
  std::span<const T> array(std::size_t offset, std::size_t count) const {
    if (offset % alignof(T) != 0 || offset > bytes_ || count > (bytes_ - offset) / sizeof(T)) return {};
    return {reinterpret_cast<const T*>(data_ + offset), count};
  }

 private:
  const char* data_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace leian
