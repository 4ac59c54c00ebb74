#include "indexer/store/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"
#include "indexer/store/journal_format.hpp"

namespace leian {
namespace {

Unexpected unwritable(const std::filesystem::path& path, int why) {
  return err(ErrorCode::Io, Msg::FileUnwritable, path.string(), std::strerror(why));
}

/// All of it at that place, or errno.
int write_at(int fd, std::string_view bytes, std::uint64_t at) {
  while (!bytes.empty()) {
    const ssize_t put = ::pwrite(fd, bytes.data(), bytes.size(), static_cast<off_t>(at));
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return put < 0 ? errno : EIO;
    bytes.remove_prefix(static_cast<std::size_t>(put));
    at += static_cast<std::uint64_t>(put);
  }
  return 0;
}

/// Makes what a crash left at the end of the last file part of the past, so that it is never taken for
/// damage.
Result<void> cut_tail(int fd, const JournalFile& file) {
  if (file.torn == 0) return {};
  if (::ftruncate(fd, static_cast<off_t>(file.bytes)) != 0 || ::fsync(fd) != 0)
    return unwritable(file.path, errno);
  return {};
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::open(const std::filesystem::path& folder, std::uint64_t published,
                                               const JournalVisitor& visit) {
  LEIAN_CHECK(make_folder(folder));
  std::unique_ptr<Journal> journal(new Journal(folder));
  LEIAN_TRY(auto files, read_journal(folder, published, visit));
  const std::uint64_t number = files.empty() ? 0 : files.back().number;
  if (!files.empty() && files.back().bytes == 0) {  // its head never reached the disk
    std::error_code ignored;
    std::filesystem::remove(files.back().path, ignored);
    files.pop_back();
  }
  journal->appended_ = std::max(published, files.empty() ? 0 : files.back().last);
  journal->committed_ = journal->appended_;
  const bool goes_on = !files.empty() && files.back().last == journal->appended_;
  if (goes_on) {
    journal->current_ = files.back();
    files.pop_back();
    journal->fd_ = ::open(journal->current_.path.c_str(), O_WRONLY | O_CLOEXEC);
    if (journal->fd_ < 0) return unwritable(journal->current_.path, errno);
    LEIAN_CHECK(cut_tail(journal->fd_, journal->current_));
  }
  journal->closed_ = std::move(files);
  if (!goes_on) LEIAN_CHECK(journal->start_file(number + 1, journal->appended_ + 1));
  return journal;
}

Journal::~Journal() {
  if (fd_ >= 0) ::close(fd_);
}

Result<void> Journal::start_file(std::uint64_t number, std::uint64_t first) {
  JournalFile file{folder_ / fmt::format("{:06}.log", number), number, first, first - 1,
                   sizeof(journal_format::FileHead),           0};
  const int fd = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return unwritable(file.path, errno);
  int why = write_at(fd, journal_format::file_head(first), 0);
  if (why == 0 && ::fsync(fd) != 0) why = errno;
  if (why != 0) {
    ::close(fd);
    ::unlink(file.path.c_str());
    return unwritable(file.path, why);
  }
  if (auto kept = sync_folder(folder_); !kept) {
    ::close(fd);
    return kept;
  }
  if (fd_ >= 0) ::close(fd_);
  fd_ = fd;
  current_ = std::move(file);
  return {};
}

std::uint64_t Journal::append(std::string entry) {
  const std::lock_guard lock(mutex_);
  waiting_.push_back(std::move(entry));
  return ++appended_;
}

/// The frame of all that waits. Under the mutex.
std::string Journal::take_waiting(std::uint64_t& last) {
  std::size_t bytes = 0;
  auto end = waiting_.begin();
  // The rest goes with the next frame: its length has 32 bits.
  while (end != waiting_.end() && (end == waiting_.begin() || bytes + end->size() <= kMaxEntryBytes))
    bytes += (end++)->size() + sizeof(std::uint32_t);
  const std::vector<std::string> taken(std::move_iterator(waiting_.begin()), std::move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  last = committed_ + taken.size();
  return journal_format::frame_of(committed_ + 1, taken);
}

/// Behind the last frame. What could not be written whole is taken back, so that it is not replayed as if it
/// had been acknowledged.
Result<void> Journal::write_frame(std::string_view frame) {
  int why = write_at(fd_, frame, current_.bytes);
  if (why == 0 && ::fdatasync(fd_) != 0) why = errno;
  if (why == 0) return {};
  if (::ftruncate(fd_, static_cast<off_t>(current_.bytes)) == 0) ::fsync(fd_);
  return unwritable(current_.path, why);
}

Result<void> Journal::commit(std::uint64_t sequence) {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (committed_ >= sequence) return {};
    if (failure_) return Unexpected(*failure_);
    if (writing_) {
      changed_.wait(lock);
      continue;
    }
    writing_ = true;
    std::uint64_t last = 0;
    const std::string frame = take_waiting(last);
    lock.unlock();
    const auto written = write_frame(frame);
    lock.lock();
    writing_ = false;
    if (written) {
      current_.bytes += frame.size();
      current_.last = last;
      committed_ = last;
    } else {
      failure_ = written.error();
    }
    changed_.notify_all();
  }
}

std::uint64_t Journal::last_appended() const {
  const std::lock_guard lock(mutex_);
  return appended_;
}
std::uint64_t Journal::last_committed() const {
  const std::lock_guard lock(mutex_);
  return committed_;
}
std::uint64_t Journal::file_bytes() const {
  const std::lock_guard lock(mutex_);
  return current_.bytes;
}

Result<void> Journal::rotate() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return !writing_; });
  if (failure_) return Unexpected(*failure_);
  const JournalFile done = current_;
  LEIAN_CHECK(start_file(done.number + 1, committed_ + 1));
  closed_.push_back(done);
  return {};
}

void Journal::forget(std::uint64_t sequence) {
  const std::lock_guard lock(mutex_);
  std::error_code ignored;
  // From the front, so that what is left never has a gap.
  while (!closed_.empty() && closed_.front().last <= sequence) {
    std::filesystem::remove(closed_.front().path, ignored);
    closed_.erase(closed_.begin());
  }
}

void Journal::clear() {
  const std::lock_guard lock(mutex_);
  std::error_code ignored;
  for (const JournalFile& file : closed_) std::filesystem::remove(file.path, ignored);
  closed_.clear();
  std::filesystem::remove(current_.path, ignored);
}

}  // namespace leian
