#include "corpora/core/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <future>
#include <sstream>
#include <utility>

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

/// Small pieces are gathered until they are this many bytes.
constexpr std::size_t kWriteBytes = 1u << 20;
constexpr std::size_t kFlushesAtOnce = 8;

Unexpected unwritable(const std::filesystem::path& path, int why) {
  return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(why));
}

/// A file or a folder.
Result<void> sync_path(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return unwritable(path, errno);
  const bool ok = ::fsync(fd) == 0;
  const int why = errno;
  ::close(fd);
  if (!ok) return unwritable(path, why);
  return {};
}

bool write_all(int fd, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(fd, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path) {
  std::error_code why;
  if (!std::filesystem::exists(path, why)) return err(ErrorCode::NotFound, Msg::FileMissing, path.string());
  if (std::filesystem::is_directory(path, why))
    return err(ErrorCode::Io, Msg::FileUnreadable, path.string(), std::strerror(EISDIR));
  std::ifstream in(path, std::ios::binary);
  std::ostringstream content;
  content << in.rdbuf();
  // An empty file sets failbit on `content` alone.
  if (!in) return err(ErrorCode::Io, Msg::FileUnreadable, path.string(), std::strerror(errno));
  return std::move(content).str();
}

Result<void> write_new_file(const std::filesystem::path& path, std::string_view content) {
  return write_new_file(path, std::vector{content});
}

Result<void> write_new_file(const std::filesystem::path& path, const std::vector<std::string_view>& pieces) {
  LEIAN_TRY(auto file, NewFile::create(path));
  for (const std::string_view piece : pieces) LEIAN_CHECK(file.write(piece));
  return file.close();
}

Result<NewFile> NewFile::create(const std::filesystem::path& path) {
  NewFile file;
  file.path_ = path;
  file.fd_ = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (file.fd_ < 0) return unwritable(path, errno);
  return file;
}

NewFile::NewFile(NewFile&& other) noexcept
    : path_(std::move(other.path_)),
      fd_(std::exchange(other.fd_, -1)),
      size_(other.size_),
      waiting_(std::move(other.waiting_)) {}

NewFile& NewFile::operator=(NewFile&& other) noexcept {
  std::swap(path_, other.path_);
  std::swap(fd_, other.fd_);
  std::swap(size_, other.size_);
  std::swap(waiting_, other.waiting_);
  return *this;
}

NewFile::~NewFile() {
  if (fd_ >= 0) ::close(fd_);
}

Result<void> NewFile::write(std::string_view piece) {
  size_ += piece.size();
  if (waiting_.size() + piece.size() >= kWriteBytes) {
    LEIAN_CHECK(flush());
    if (piece.size() >= kWriteBytes) {
      if (!write_all(fd_, piece)) return unwritable(path_, errno);
      return {};
    }
  }
  waiting_ += piece;
  return {};
}

Result<void> NewFile::flush() {
  if (!write_all(fd_, waiting_)) return unwritable(path_, errno);
  waiting_.clear();
  return {};
}

Result<void> NewFile::close() {
  LEIAN_CHECK(flush());
  if (::close(std::exchange(fd_, -1)) != 0) return unwritable(path_, errno);
  return {};
}

Result<void> NewFile::close_flushed() {
  LEIAN_CHECK(flush());
  if (::fsync(fd_) != 0) return unwritable(path_, errno);
  return close();
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view content) {
  auto beside = path;
  beside += ".new";
  LEIAN_TRY(auto file, NewFile::create(beside));
  LEIAN_CHECK(file.write(content));
  LEIAN_CHECK(file.close_flushed());
  if (::rename(beside.c_str(), path.c_str()) != 0) return unwritable(path, errno);
  return sync_folder(path.parent_path());
}

Result<void> sync_tree(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> paths{folder};
  std::error_code why;
  for (std::filesystem::recursive_directory_iterator at(folder, why), end; !why && at != end;
       at.increment(why))
    paths.push_back(at->path());
  if (why) return err(ErrorCode::Io, Msg::FileUnwritable, folder.string(), why.message());
  std::atomic<std::size_t> next{0};
  const auto work = [&]() -> Result<void> {
    for (std::size_t i = next++; i < paths.size(); i = next++) LEIAN_CHECK(sync_path(paths[i]));
    return {};
  };
  std::vector<std::future<Result<void>>> others;
  for (std::size_t i = 1; i < std::min(kFlushesAtOnce, paths.size()); ++i)
    others.push_back(std::async(std::launch::async, work));
  Result<void> outcome = work();
  for (auto& other : others)
    if (auto its = other.get(); !its) outcome = std::move(its);
  return outcome;
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  return sync_path(folder.empty() ? "." : folder);
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code why;
  std::filesystem::create_directories(folder, why);
  if (why) return err(ErrorCode::Io, Msg::FileUnwritable, folder.string(), why.message());
  return {};
}

}  // namespace leian
