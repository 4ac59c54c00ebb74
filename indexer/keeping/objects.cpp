#include "indexer/keeping/objects.hpp"

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

/// A copy is on disk before it gets its name.
Result<void> flush(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool flushed = fd >= 0 && ::fsync(fd) == 0;
  const int why = errno;
  if (fd >= 0) ::close(fd);
  if (flushed) return {};
  return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(why));
}

/// Copies a file and flushes it; what was copied.
Result<FileSum> copy_with_sum(const std::filesystem::path& from, const std::filesystem::path& to) {
  LEIAN_TRY(auto file, NewFile::create(to));
  Checksum checksum;
  LEIAN_CHECK(for_each_piece(from, [&](std::string_view piece) {
    checksum.add(piece);
    return file.write(piece);
  }));
  FileSum sum{file.size(), checksum.hex()};
  LEIAN_CHECK(file.close());
  LEIAN_CHECK(flush(to));
  return sum;
}

/// The same blocks under a second name: an inode of its own where the file system can, else a hard link.
bool share_blocks(const std::filesystem::path& from, const std::filesystem::path& to) {
  const int source = ::open(from.c_str(), O_RDONLY | O_CLOEXEC);
  const int copy = ::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
  const bool cloned = source >= 0 && copy >= 0 && ::ioctl(copy, FICLONE, source) == 0 && ::fsync(copy) == 0;
  if (source >= 0) ::close(source);
  if (copy >= 0) ::close(copy);
  if (cloned) return true;
  ::unlink(to.c_str());
  return ::link(from.c_str(), to.c_str()) == 0;
}

Unexpected damaged(const std::filesystem::path& object) {
  return err(ErrorCode::IndexDamaged, Msg::SnapshotObjectDamaged, object.string());
}

}  // namespace

Result<void> ObjectStore::prepare() const {
  LEIAN_CHECK(make_folder(folder_ / "objects"));
  LEIAN_CHECK(make_folder(folder_ / "tmp"));
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(folder_ / "tmp", ignored), end; at != end;
       at.increment(ignored)) {
    std::error_code left;
    std::filesystem::remove(at->path(), left);
  }
  return {};
}

std::filesystem::path ObjectStore::path_of(const FileSum& file) const {
  return folder_ / "objects" / file.sum.substr(0, 2) / name_of(file);
}

bool ObjectStore::has(const FileSum& file) const {
  std::error_code gone;
  return std::filesystem::file_size(path_of(file), gone) == file.size && !gone;
}

std::filesystem::path ObjectStore::next_copy() {
  return folder_ / "tmp" / fmt::format("{}-{}", ::getpid(), ++copies_);
}

Result<FileSum> ObjectStore::put(const std::filesystem::path& file, const std::optional<FileSum>& known,
                                 bool link) {
  if (known && has(*known)) return *known;
  const auto copy = next_copy();
  std::error_code ignored;
  if (known && link && std::filesystem::file_size(file, ignored) == known->size && share_blocks(file, copy)) {
    LEIAN_CHECK(take_in(copy, *known));
    return *known;
  }
  auto sum = copy_with_sum(file, copy);
  if (sum && known && *sum != *known)
    sum = err(ErrorCode::IndexDamaged, Msg::SnapshotSourceDamaged, file.string());
  if (!sum) {
    std::filesystem::remove(copy, ignored);
    return sum;
  }
  LEIAN_CHECK(take_in(copy, *sum));
  return sum;
}

Result<FileSum> ObjectStore::put_bytes(std::string_view bytes) {
  const FileSum sum{bytes.size(), checksum128(bytes)};
  if (has(sum)) return sum;
  const auto copy = next_copy();
  LEIAN_CHECK(write_new_file(copy, bytes));
  LEIAN_CHECK(flush(copy));
  LEIAN_CHECK(take_in(copy, sum));
  return sum;
}

Result<void> ObjectStore::take_in(const std::filesystem::path& copy, const FileSum& sum) {
  if (has(sum)) {
    std::error_code ignored;
    std::filesystem::remove(copy, ignored);
    return {};
  }
  const auto path = path_of(sum);
  LEIAN_CHECK(make_folder(path.parent_path()));
  if (::rename(copy.c_str(), path.c_str()) != 0)
    return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(errno));
  touched_.insert(path.parent_path());
  ++added_;
  added_bytes_ += sum.size;
  return {};
}

Result<void> ObjectStore::get(const FileSum& file, const std::filesystem::path& to) const {
  const auto object = path_of(file);
  if (!has(file)) return damaged(object);
  LEIAN_TRY(const FileSum is, copy_with_sum(object, to));
  if (is != file) return damaged(object);
  return {};
}

Result<void> ObjectStore::check(const FileSum& file) const {
  const auto is = sum_of_file(path_of(file));
  if (!is || *is != file) return damaged(path_of(file));
  return {};
}

Result<void> ObjectStore::sync() {
  for (const auto& folder : touched_) LEIAN_CHECK(sync_folder(folder));
  LEIAN_CHECK(sync_folder(folder_ / "objects"));
  touched_.clear();
  return {};
}

std::uint64_t ObjectStore::remove_all_but(const std::set<std::string>& names) const {
  std::uint64_t bytes = 0;
  std::error_code ignored;
  for (std::filesystem::recursive_directory_iterator at(folder_ / "objects", ignored), end; at != end;
       at.increment(ignored)) {
    std::error_code left;
    if (!at->is_regular_file(left) || names.contains(at->path().filename().string())) continue;
    const auto size = at->file_size(left);
    if (std::filesystem::remove(at->path(), left)) bytes += size;
  }
  return bytes;
}

}  // namespace leian
