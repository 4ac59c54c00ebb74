/// A command of leian in a child process that is a fork of this one, so that hundreds of them start quickly.
/// The process that forks must have one thread.
#pragma once
#include <sys/types.h>

#include <functional>
#include <string>
#include <vector>

#include "tests/support/temp_folder.hpp"

namespace leian::test {

struct Ended {
  int exit = -1;  ///< 128 and the signal's number where one ended it
  std::string out;
  std::string err;
};

class Child {
 public:
  /// `first` and `last` run in the child, before and after the command.
  explicit Child(const std::vector<std::string>& arguments, const std::function<void()>& first = {},
                 const std::function<void()>& last = {});
  /// Runs `work` and exits with what it gives back.
  explicit Child(const std::function<int()>& work);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void signal(int number) const;
  Ended wait();

 private:
  TempFolder folder_;
  pid_t pid_ = 0;
};

}  // namespace leian::test
