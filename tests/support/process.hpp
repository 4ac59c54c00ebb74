/// A program run as its users run it: arguments, standard streams, signals, exit code.
#pragma once
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "tests/support/temp_folder.hpp"

namespace leian::test {

/// What a finished program left.
struct Outcome {
  int exit = -1;  ///< 128 and the signal's number where one ended it, as shells say it
  std::string out;
  std::string err;
};

/// Its standard output and error go to files, so that it never waits for us.
class Process {
 public:
  explicit Process(const std::vector<std::string>& command, std::string_view input = {}) {
    const auto in = folder_.write("in", input);
    std::vector<char*> arguments;
    for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    const std::string out_path = folder_ / "out";
    const std::string err_path = folder_ / "err";
    pid_ = fork();
    if (pid_ != 0) return;
    redirect(in.c_str(), O_RDONLY, STDIN_FILENO);
    redirect(out_path.c_str(), O_WRONLY | O_CREAT, STDOUT_FILENO);
    redirect(err_path.c_str(), O_WRONLY | O_CREAT, STDERR_FILENO);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  ~Process() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      waitpid(pid_, nullptr, 0);
    }
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void signal(int number) const { kill(pid_, number); }
  std::string out() const { return file_bytes(folder_ / "out"); }
  std::string err() const { return file_bytes(folder_ / "err"); }
  /// Whether it has ended by itself; it can still be waited for.
  bool ended() const {
    siginfo_t info{};
    return waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid != 0;
  }

  Outcome wait() {
    int status = 0;
    waitpid(pid_, &status, 0);
    pid_ = 0;
    return {WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status), out(), err()};
  }

 private:
  static void redirect(const char* path, int flags, int to) {
    constexpr int kMode = 0600;
    dup2(open(path, flags, kMode), to);
  }

  TempFolder folder_;
  pid_t pid_ = 0;
};

#ifdef LEIAN_BINARY
/// Runs `leian` with these arguments.
inline Outcome run_leian(const std::vector<std::string>& arguments, std::string_view input = {}) {
  std::vector<std::string> command{LEIAN_BINARY};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return Process(command, input).wait();
}
#endif

}  // namespace leian::test
