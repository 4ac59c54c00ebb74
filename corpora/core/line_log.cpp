#include "corpora/core/line_log.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

/// The file, open and locked against other writers, as long as this lives.
class LockedFile {
 public:
  explicit LockedFile(const std::filesystem::path& path)
      : fd_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    while (fd_ >= 0 && ::flock(fd_, LOCK_EX) != 0)
      if (errno != EINTR) break;
  }
  ~LockedFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  LockedFile(const LockedFile&) = delete;
  LockedFile& operator=(const LockedFile&) = delete;

  bool is_open() const { return fd_ >= 0; }

  /// Writes behind the last whole line, and takes back what could not be written whole.
  bool append(std::string_view line) {
    const off_t end = end_of_lines();
    if (end < 0 || ::ftruncate(fd_, end) != 0 || ::lseek(fd_, end, SEEK_SET) < 0) return false;
    if (write_all(line) && ::fsync(fd_) == 0) return true;
    const int failure = errno;
    [[maybe_unused]] const int cut = ::ftruncate(fd_, end);
    errno = failure;
    return false;
  }

 private:
  /// Behind the last line feed; negative where reading failed.
  off_t end_of_lines() const {
    char block[4096];
    for (off_t end = ::lseek(fd_, 0, SEEK_END); end > 0;) {
      const off_t begin = end > static_cast<off_t>(sizeof block) ? end - static_cast<off_t>(sizeof block) : 0;
      const ssize_t read = ::pread(fd_, block, static_cast<std::size_t>(end - begin), begin);
      if (read != end - begin) return -1;
      for (off_t at = read; at > 0; --at)
        if (block[at - 1] == '\n') return begin + at;
      end = begin;
    }
    return 0;
  }

  bool write_all(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(fd_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

  int fd_;
};

}  // namespace

Result<void> append_line(const std::filesystem::path& path, std::string_view line) {
  std::error_code ignored;
  const bool fresh = !std::filesystem::exists(path, ignored);
  LockedFile file(path);
  if (!file.is_open() || !file.append(std::string(line) + '\n'))
    return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(errno));
  return fresh ? sync_folder(path.parent_path()) : Result<void>{};
}

Result<std::vector<std::string>> read_lines(const std::filesystem::path& path) {
  std::vector<std::string> lines;
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return lines;
  LEIAN_TRY(const std::string text, read_file(path));
  for (std::size_t begin = 0; begin < text.size();) {
    const auto end = text.find('\n', begin);
    if (end == text.npos) break;  // never acknowledged
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

}  // namespace leian
