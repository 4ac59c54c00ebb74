#include "corpora/readers/extract_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "corpora/core/messages.hpp"
#include "corpora/core/paths.hpp"
#include "corpora/readers/extract/protocol.hpp"
#include "corpora/readers/faults.hpp"
#include "corpora/readers/limits.hpp"

namespace leian {
namespace {

using Milliseconds = std::chrono::milliseconds;

/// Where the child's streams go, and that it gets none of our other files.
class SpawnActions {
 public:
  SpawnActions(int input, int output) {
    posix_spawn_file_actions_init(&actions_);
    posix_spawn_file_actions_adddup2(&actions_, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions_, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions_, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&actions_, STDERR_FILENO + 1);
  }
  ~SpawnActions() { posix_spawn_file_actions_destroy(&actions_); }
  SpawnActions(const SpawnActions&) = delete;
  SpawnActions& operator=(const SpawnActions&) = delete;
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

/// Signals as a program finds them when a shell starts it: ours may be blocked or ignored.
class SpawnSignals {
 public:
  SpawnSignals() {
    posix_spawnattr_init(&attributes_);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes_, &none);
    posix_spawnattr_setsigdefault(&attributes_, &all);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnSignals() { posix_spawnattr_destroy(&attributes_); }
  SpawnSignals(const SpawnSignals&) = delete;
  SpawnSignals& operator=(const SpawnSignals&) = delete;
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

struct OpenFile {
  int fd;
  ~OpenFile() {
    if (fd >= 0) ::close(fd);
  }
};

}  // namespace

Result<ExtractProcess> ExtractProcess::start(const SourceFile& source,
                                             const std::vector<std::string>& arguments) {
  const std::string program = (libexec_folder() / "leian-extract").string();
  const OpenFile input{::open(source.path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (input.fd < 0)
    return err(errno == ENOENT ? ErrorCode::NotFound : ErrorCode::Io, Msg::FileUnreadable, source.shown,
               std::strerror(errno));
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0)
    return err(ErrorCode::Io, Msg::FileUnreadable, source.shown, std::strerror(errno));
  const OpenFile output{ends[1]};
  std::vector<char*> words{const_cast<char*>(program.c_str())};
  for (const std::string& word : arguments) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  // The helper needs no more of the environment than the way to a temporary folder.
  std::vector<char*> environment{const_cast<char*>("LC_ALL=C.UTF-8"), nullptr};
  pid_t child = 0;
  const SpawnActions actions(input.fd, output.fd);
  const SpawnSignals signals;
  if (const int failure = ::posix_spawn(&child, program.c_str(), actions.get(), signals.get(), words.data(),
                                        environment.data())) {
    ::close(ends[0]);
    if (failure == ENOENT) return err(ErrorCode::Io, Msg::HelperMissing, program);
    return err(ErrorCode::Io, Msg::FileUnreadable, program, std::strerror(failure));
  }
  return ExtractProcess(source.shown, child, ends[0]);
}

ExtractProcess::ExtractProcess(ExtractProcess&& other) noexcept
    : shown_(std::move(other.shown_)),
      child_(std::exchange(other.child_, 0)),
      pipe_(std::exchange(other.pipe_, -1)),
      waiting_(std::move(other.waiting_)),
      searched_(other.searched_) {}

ExtractProcess::~ExtractProcess() {
  kill();
  if (pipe_ >= 0) ::close(pipe_);
}

void ExtractProcess::kill() {
  if (child_ <= 0) return;
  ::kill(child_, SIGKILL);
  while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
  child_ = 0;
}

Result<bool> ExtractProcess::read_on() {
  constexpr std::size_t kStep = 1u << 16;
  pollfd waited{pipe_, POLLIN, 0};
  const auto silence = std::chrono::duration_cast<Milliseconds>(kHelperSilence).count();
  int ready = 0;
  while ((ready = ::poll(&waited, 1, static_cast<int>(silence))) < 0 && errno == EINTR) {
  }
  if (ready == 0) {
    kill();
    return beyond_limit(shown_, say(Msg::LimitTime, kHelperSilence.count()));
  }
  const std::size_t before = waiting_.size();
  waiting_.resize(before + kStep);
  ssize_t got = 0;
  while ((got = ::read(pipe_, waiting_.data() + before, kStep)) < 0 && errno == EINTR) {
  }
  waiting_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
  return got > 0;
}

Result<void> ExtractProcess::reap() {
  int status = 0;
  while (child_ > 0 && ::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = 0;
  if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
    return beyond_limit(shown_, say(Msg::LimitTime, kHelperCpu.count()));
  if (WIFSIGNALED(status)) return damaged(shown_, say(Msg::FaultHelper, strsignal(WTERMSIG(status))));
  if (WEXITSTATUS(status) == extract::kExitNoMemory)
    return beyond_limit(shown_, say(Msg::LimitMemory, kHelperMemoryBytes / kMebi));
  if (WEXITSTATUS(status) != 0) return damaged(shown_, say(Msg::FaultStructure));
  return {};
}

Unexpected ExtractProcess::told_failure(const nlohmann::json& line) const {
  const auto& why = line[extract::kError];
  if (why == extract::kEncrypted) return err(ErrorCode::Unsupported, Msg::FileEncrypted, shown_);
  if (why == extract::kTooManyPages) return beyond_limit(shown_, say(Msg::LimitPages, kMaxPdfPages));
  if (why == extract::kTooMuchText)
    return beyond_limit(shown_, say(Msg::LimitText, kMaxDocumentTextBytes / kMebi));
  if (why == extract::kNoMemory)
    return beyond_limit(shown_, say(Msg::LimitMemory, kHelperMemoryBytes / kMebi));
  return damaged(shown_, say(Msg::FaultStructure));
}

Result<std::optional<nlohmann::json>> ExtractProcess::next() {
  std::size_t end;
  while ((end = waiting_.find('\n', searched_)) == waiting_.npos) {
    searched_ = waiting_.size();
    if (waiting_.size() > kMaxRowBytes + kMebi) {
      kill();
      return beyond_limit(shown_, say(Msg::LimitText, kMaxRowBytes / kMebi));
    }
    LEIAN_TRY(const bool more, read_on());
    if (more) continue;
    LEIAN_CHECK(reap());
    return std::optional<nlohmann::json>();
  }
  auto line = nlohmann::json::parse(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(end),
                                    nullptr, false);
  waiting_.erase(0, end + 1);
  searched_ = 0;
  if (line.is_discarded() || !line.is_object()) return damaged(shown_, say(Msg::FaultStructure));
  if (line.contains(extract::kError)) return told_failure(line);
  return std::optional(std::move(line));
}

Result<std::string> ExtractProcess::all_bytes(std::size_t limit) {
  while (true) {
    LEIAN_TRY(const bool more, read_on());
    if (waiting_.size() > limit) {
      kill();
      return beyond_limit(shown_, say(Msg::LimitText, limit / kMebi));
    }
    if (more) continue;
    LEIAN_CHECK(reap());
    return std::move(waiting_);
  }
}

}  // namespace leian
