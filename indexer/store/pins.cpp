#include "indexer/store/pins.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <sstream>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/learn/model_files.hpp"

namespace leian {
namespace {

std::filesystem::path pins_folder(const std::filesystem::path& db) { return db / "pins"; }

/// On a read-only disk nobody cleans up; on a full one the index can still be looked at.
bool no_writing(int why) {
  return why == EROFS || why == EACCES || why == EPERM || why == ENOSPC || why == EDQUOT;
}

/// Whether a file that is open still stands under a name.
bool has_name(int fd) {
  struct stat info {};
  return ::fstat(fd, &info) == 0 && info.st_nlink > 0;
}

std::string names_of(const Manifest& manifest) {
  std::string names;
  for (const SegmentEntry& entry : manifest.segments) {
    names += entry.name + '\n';
    if (!entry.deletions.empty()) names += entry.deletions + '\n';
  }
  for (const ModelEntry& model : manifest.models) names += model.name + '\n';
  return names;
}

void add_names(const std::filesystem::path& pin, std::set<std::string>& names) {
  const auto content = read_file(pin);
  if (!content) return;
  std::istringstream lines(*content);
  for (std::string line; std::getline(lines, line);) names.insert(line);
}

void remove_all_but(const std::filesystem::path& folder, const std::set<std::string>& kept) {
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(folder, ignored), end; at != end; at.increment(ignored))
    if (!kept.contains(at->path().filename().string())) {
      std::error_code left;  // goes with a later clean-up
      std::filesystem::remove_all(at->path(), left);
    }
}

}  // namespace

Result<Pin> Pin::take(const std::filesystem::path& db) {
  static std::atomic<unsigned> number{0};
  Pin pin;
  std::error_code why;
  std::filesystem::create_directory(pins_folder(db), why);
  if (why && no_writing(why.value())) return pin;
  if (why) return err(ErrorCode::Io, Msg::FileUnwritable, pins_folder(db).string(), why.message());
  // A clean-up between opening and locking takes the pin for a dead one: then the next name.
  while (pin.fd_ < 0 || !has_name(pin.fd_)) {
    if (pin.fd_ >= 0) ::close(pin.fd_);
    pin.path_ = pins_folder(db) / fmt::format("{}-{}", ::getpid(), ++number);
    pin.fd_ = ::open(pin.path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (pin.fd_ < 0 && no_writing(errno)) return pin;
    if (pin.fd_ < 0 || ::flock(pin.fd_, LOCK_EX) != 0)
      return err(ErrorCode::Io, Msg::FileUnwritable, pin.path_.string(), std::strerror(errno));
  }
  return pin;
}

Pin::~Pin() { let_go(); }

void Pin::let_go() {
  if (fd_ < 0) return;
  std::error_code ignored;
  std::filesystem::remove(path_, ignored);
  ::close(std::exchange(fd_, -1));
}

Result<void> Pin::hold(const Manifest& manifest) {
  if (fd_ < 0) return {};
  const std::string names = names_of(manifest);
  const ssize_t size = static_cast<ssize_t>(names.size());
  const ssize_t written = ::ftruncate(fd_, 0) == 0 ? ::pwrite(fd_, names.data(), names.size(), 0) : -1;
  if (written == size) return {};
  const int why = written < 0 ? errno : ENOSPC;
  if (!no_writing(why)) return err(ErrorCode::Io, Msg::FileUnwritable, path_.string(), std::strerror(why));
  let_go();
  return {};
}

Result<std::pair<Manifest, Pin>> pin_newest(const std::filesystem::path& db) {
  LEIAN_TRY(Manifest manifest, read_manifest(db));
  LEIAN_TRY(Pin pin, Pin::take(db));
  for (;;) {
    LEIAN_CHECK(pin.hold(manifest));
    LEIAN_TRY(Manifest now, read_manifest(db));
    if (now == manifest) return std::pair(std::move(manifest), std::move(pin));
    manifest = std::move(now);
  }
}

std::set<std::string> pinned_names(const std::filesystem::path& db) {
  std::set<std::string> names;
  std::error_code ignored;
  for (std::filesystem::directory_iterator at(pins_folder(db), ignored), end; at != end;
       at.increment(ignored)) {
    const int fd = ::open(at->path().c_str(), O_RDWR | O_CLOEXEC);
    if (fd < 0) continue;
    std::error_code left;
    if (::flock(fd, LOCK_EX | LOCK_NB) == 0)
      std::filesystem::remove(at->path(), left);
    else
      add_names(at->path(), names);
    ::close(fd);
  }
  return names;
}

void remove_unnamed(const std::filesystem::path& db, const Manifest& manifest) {
  std::set<std::string> kept = pinned_names(db);
  for (const SegmentEntry& entry : manifest.segments) {
    kept.insert(entry.name);
    if (!entry.deletions.empty()) kept.insert(entry.deletions);
  }
  remove_all_but(db / "segments", kept);
  remove_all_but(db / "deletions", kept);
  remove_unnamed_models(db, manifest, kept);
}

}  // namespace leian
