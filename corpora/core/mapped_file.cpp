#include "corpora/core/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "corpora/core/messages.hpp"

namespace leian {

Result<MappedFile> MappedFile::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    if (errno == ENOENT) return err(ErrorCode::NotFound, Msg::FileMissing, path.string());
    return err(ErrorCode::Io, Msg::FileUnreadable, path.string(), std::strerror(errno));
  }
  struct stat info {};
  MappedFile file;
  bool ok = ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
  if (ok && info.st_size > 0) {
    void* map = ::mmap(nullptr, static_cast<std::size_t>(info.st_size), PROT_READ, MAP_SHARED, fd, 0);
    ok = map != MAP_FAILED;
    if (ok) {
      file.data_ = static_cast<const char*>(map);
      file.bytes_ = static_cast<std::size_t>(info.st_size);
    }
  }
  const int why = errno;
  ::close(fd);
  if (!ok) return err(ErrorCode::Io, Msg::FileUnreadable, path.string(), std::strerror(why));
  return file;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<char*>(data_), bytes_);
}

}  // namespace leian
