#include "corpora/core/files.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

namespace leian {
namespace {

Unexpected unwritable(const std::filesystem::path& path, int why) {
  return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(why));
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
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return unwritable(path, errno);
  const bool ok = std::all_of(pieces.begin(), pieces.end(),
                              [&](std::string_view piece) { return write_all(fd, piece); }) &&
                  ::fsync(fd) == 0;
  const int why = errno;
  if (::close(fd) != 0 || !ok) return unwritable(path, why);
  return {};
}

Result<void> replace_file(const std::filesystem::path& path, std::string_view content) {
  auto beside = path;
  beside += ".new";
  LEIAN_CHECK(write_new_file(beside, content));
  if (::rename(beside.c_str(), path.c_str()) != 0) return unwritable(path, errno);
  return sync_folder(path.parent_path());
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  const int fd = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return unwritable(folder, errno);
  const bool ok = ::fsync(fd) == 0;
  const int why = errno;
  ::close(fd);
  if (!ok) return unwritable(folder, why);
  return {};
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code why;
  std::filesystem::create_directories(folder, why);
  if (why) return err(ErrorCode::Io, Msg::FileUnwritable, folder.string(), why.message());
  return {};
}

}  // namespace leian
