#include "corpora/readers/temporary_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include "corpora/core/messages.hpp"

namespace leian {
namespace {

Unexpected unwritable(const std::string& where) {
  return err(ErrorCode::Io, Msg::FileUnwritable, where, std::strerror(errno));
}

/// For file systems that have no nameless files: made with a name, which is taken away at once.
int open_and_unlink(const std::string& folder) {
  std::string name = folder + "/leian-XXXXXX";
  const int fd = ::mkostemp(name.data(), O_CLOEXEC);
  if (fd >= 0) ::unlink(name.c_str());
  return fd;
}

}  // namespace

Result<std::shared_ptr<TemporaryFile>> TemporaryFile::create() {
  constexpr mode_t kOwnerOnly = S_IRUSR | S_IWUSR;
  std::error_code ignored;
  const std::string folder = std::filesystem::temp_directory_path(ignored).string();
  int fd = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, kOwnerOnly);
  if (fd < 0) fd = open_and_unlink(folder);
  if (fd < 0) return unwritable(folder);
  return std::shared_ptr<TemporaryFile>(new TemporaryFile(fd));
}

TemporaryFile::~TemporaryFile() { ::close(fd_); }

Result<void> TemporaryFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(fd_, bytes.data(), bytes.size());
    if (done < 0 && errno != EINTR) return unwritable(path().string());
    if (done > 0) bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return {};
}

std::filesystem::path TemporaryFile::path() const { return "/proc/self/fd/" + std::to_string(fd_); }

}  // namespace leian
