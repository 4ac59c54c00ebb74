#include "indexer/store/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

#include "corpora/core/files.hpp"
#include "corpora/core/messages.hpp"

namespace leian {
namespace {

constexpr std::uint64_t kFileMagic = 0x31304A4E4149454CU;  // "LEIANJ01"
constexpr std::uint32_t kFrameMagic = 0x314D5246U;         // "FRM1"
/// A disk writes whole sectors: of a frame that was cut off by a power failure some may be there and others
/// empty.
constexpr std::size_t kSectorBytes = 512;

struct FileHead {
  std::uint64_t magic = kFileMagic;
  std::uint64_t first = 0;
  std::uint64_t check = 0;
};
struct FrameHead {
  std::uint32_t magic = kFrameMagic;
  std::uint32_t length = 0;
  std::uint64_t first = 0;
  std::uint64_t payload_check = 0;
  std::uint64_t check = 0;
};
static_assert(sizeof(FileHead) == 24 && sizeof(FrameHead) == 32, "as the file has them");

std::uint64_t check_of(const FileHead& head) { return XXH3_64bits(&head, offsetof(FileHead, check)); }
std::uint64_t check_of(const FrameHead& head) { return XXH3_64bits(&head, offsetof(FrameHead, check)); }

template <class Head>
std::string_view as_bytes(const Head& head) {
  return {reinterpret_cast<const char*>(&head), sizeof head};
}

template <class Head>
std::optional<Head> read_head(std::string_view bytes, decltype(Head::magic) magic) {
  Head head;
  std::memcpy(&head, bytes.data(), sizeof head);
  if (head.magic != magic || head.check != check_of(head)) return std::nullopt;
  return head;
}

bool all_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == '\0'; });
}

/// Whether what a sector holds of [begin, end) is empty, which no whole frame leaves: it begins with its
/// magic, and JSON has no zeros.
bool lacks_a_sector(std::string_view content, std::size_t begin, std::size_t end) {
  while (begin < end) {
    const std::size_t next = std::min(end, (begin / kSectorBytes + 1) * kSectorBytes);
    if (all_zero(content.substr(begin, next - begin))) return true;
    begin = next;
  }
  return false;
}

/// Reads one file, frame after frame.
class Scan {
 public:
  Scan(const std::filesystem::path& path, std::string_view content, bool last_file)
      : content_(content), last_file_(last_file) {
    file_.path = path;
  }

  Result<JournalFile> run(std::uint64_t& sequence, std::uint64_t published, const JournalVisitor& visit) {
    LEIAN_TRY(const bool headed, read_file_head(sequence, published));
    while (headed && at_ < content_.size()) {
      LEIAN_TRY(const bool whole, read_frame(sequence, visit));
      if (!whole) break;
    }
    file_.bytes = at_;
    file_.torn = content_.size() - at_;
    file_.last = sequence;
    return file_;
  }

 private:
  Unexpected damaged() const {
    return err(ErrorCode::IndexDamaged, Msg::JournalDamaged, file_.path.string(), at_);
  }
  /// The file ends here unless it is damaged: only what was written last can be torn.
  Result<bool> torn() const {
    if (!last_file_) return damaged();
    return false;
  }

  Result<bool> read_file_head(std::uint64_t& sequence, std::uint64_t published) {
    if (content_.size() < sizeof(FileHead) || all_zero(content_)) return torn();
    const auto head = read_head<FileHead>(content_, kFileMagic);
    if (!head) return damaged();
    // Files go once they are published, and the next begins behind them; anything else is a lost file.
    if (head->first != sequence + 1 && (head->first <= sequence || head->first > published + 1))
      return damaged();
    file_.first = head->first;
    sequence = head->first - 1;
    at_ = sizeof(FileHead);
    return true;
  }

  Result<bool> read_frame(std::uint64_t& sequence, const JournalVisitor& visit) {
    const std::string_view rest = content_.substr(at_);
    if (rest.size() < sizeof(FrameHead) || all_zero(rest.substr(0, sizeof(FrameHead)))) return torn();
    const auto head = read_head<FrameHead>(rest, kFrameMagic);
    if (!head) {
      if (lacks_a_sector(content_, at_, content_.size())) return torn();
      return damaged();
    }
    if (head->length > rest.size() - sizeof(FrameHead)) return torn();
    const std::size_t end = at_ + sizeof(FrameHead) + head->length;
    const std::string_view payload = rest.substr(sizeof(FrameHead), head->length);
    if (head->payload_check != XXH3_64bits(payload.data(), payload.size())) {
      if (end == content_.size() && lacks_a_sector(content_, at_, end)) return torn();
      return damaged();
    }
    if (head->first != sequence + 1) return damaged();
    LEIAN_CHECK(read_entries(payload, sequence, visit));
    at_ = end;
    return true;
  }

  Result<void> read_entries(std::string_view payload, std::uint64_t& sequence, const JournalVisitor& visit) {
    while (!payload.empty()) {
      std::uint32_t length = 0;
      if (payload.size() < sizeof length) return damaged();
      std::memcpy(&length, payload.data(), sizeof length);
      payload.remove_prefix(sizeof length);
      if (length > payload.size()) return damaged();
      LEIAN_CHECK(visit(++sequence, payload.substr(0, length)));
      payload.remove_prefix(length);
    }
    return {};
  }

  JournalFile file_;
  std::string_view content_;
  bool last_file_;
  std::size_t at_ = 0;
};

/// NNNNNN.log files of a folder by their numbers; others are left alone.
std::vector<JournalFile> list_files(const std::filesystem::path& folder) {
  std::vector<JournalFile> files;
  std::error_code none;
  for (const auto& entry : std::filesystem::directory_iterator(folder, none)) {
    const std::string stem = entry.path().stem().string();
    JournalFile file;
    file.path = entry.path();
    const auto [end, wrong] = std::from_chars(stem.data(), stem.data() + stem.size(), file.number);
    if (entry.path().extension() == ".log" && wrong == std::errc{} && end == stem.data() + stem.size())
      files.push_back(std::move(file));
  }
  std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
  return files;
}

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

Result<std::vector<JournalFile>> read_journal(const std::filesystem::path& folder, std::uint64_t published,
                                              const JournalVisitor& visit) {
  std::vector<JournalFile> files = list_files(folder);
  std::uint64_t sequence = 0;
  for (JournalFile& file : files) {
    LEIAN_TRY(const std::string content, read_file(file.path));
    const std::uint64_t number = file.number;
    const bool last = &file == &files.back();
    LEIAN_TRY(file, Scan(file.path, content, last).run(sequence, published, visit));
    file.number = number;
  }
  return files;
}

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
  JournalFile file{folder_ / fmt::format("{:06}.log", number), number, first, first - 1, sizeof(FileHead), 0};
  FileHead head;
  head.first = first;
  head.check = check_of(head);
  const int fd = ::open(file.path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (fd < 0) return unwritable(file.path, errno);
  int why = write_at(fd, as_bytes(head), 0);
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
  std::string frame(sizeof(FrameHead), '\0');
  FrameHead head;
  head.first = committed_ + 1;
  last = committed_;
  for (const std::string& entry : waiting_) {
    // The rest goes with the next frame: its length has 32 bits.
    if (last > committed_ && frame.size() + entry.size() > kMaxEntryBytes) break;
    const auto length = static_cast<std::uint32_t>(entry.size());
    frame.append(reinterpret_cast<const char*>(&length), sizeof length);
    frame += entry;
    ++last;
  }
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(last - committed_));
  head.length = static_cast<std::uint32_t>(frame.size() - sizeof head);
  head.payload_check = XXH3_64bits(frame.data() + sizeof head, head.length);
  head.check = check_of(head);
  frame.replace(0, sizeof head, as_bytes(head));
  return frame;
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
