#include "tests/faults/child.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "api/cli/command.hpp"

namespace leian::test {
namespace {

int run_command(const std::vector<std::string>& arguments, const TempFolder& folder) {
  std::vector<const char*> argv{"leian"};
  for (const std::string& argument : arguments) argv.push_back(argument.c_str());
  std::ostringstream out;
  std::ostringstream err;
  api::Console console{out, err, false, false};
  const int code = api::run(static_cast<int>(argv.size()), argv.data(), console);
  std::ofstream(folder / "out") << out.str();
  std::ofstream(folder / "err") << err.str();
  return code;
}

}  // namespace

Child::Child(const std::vector<std::string>& arguments, const std::function<void()>& first,
             const std::function<void()>& last)
    : Child([&]() -> int {
        if (first) first();
        const int code = run_command(arguments, folder_);
        if (last) last();
        return code;
      }) {}

Child::Child(const std::function<int()>& work) : pid_(fork()) {
  if (pid_ == 0) _exit(work());
}

Child::~Child() {
  if (pid_ <= 0) return;
  signal(SIGKILL);
  waitpid(pid_, nullptr, 0);
}

void Child::signal(int number) const { kill(pid_, number); }

Ended Child::wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = 0;
  const int exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {exit, file_bytes(folder_ / "out"), file_bytes(folder_ / "err")};
}

}  // namespace leian::test
