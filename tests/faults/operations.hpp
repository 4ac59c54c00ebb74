/// What the fault suites do to an index, and what must hold afterwards whatever went wrong in the middle: the
/// index opens by itself and holds what was published, old or new; doctor finds nothing wrong; snapshots that
/// exist are whole; and the same command, run again, succeeds.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/faults/child.hpp"
#include "tests/support/kept_index.hpp"
#include "tests/support/temp_folder.hpp"

namespace leian::test {

/// One command on a folder W that `prepare` made. W/db is the index, W/vault its snapshots.
struct Operation {
  std::string name;
  std::function<Result<void>(const std::filesystem::path& w, int scale)> prepare;
  std::function<std::vector<std::string>(const std::filesystem::path& w)> arguments;
  std::string subject = "db";  ///< the index that the command changes
  bool once = false;           ///< once it is done, running it again is an error that says so
};

/// All that write to disk. `scale` petitions are taken in at first.
const std::vector<Operation>& operations();

/// An operation on copies of one prepared folder.
class Trial {
 public:
  /// Errors: those of preparing.
  static Result<std::unique_ptr<Trial>> of(const Operation&, int scale);

  /// A fresh copy to work on. Nothing of the last one stays.
  const std::filesystem::path& begin();
  /// Runs the command as a child of this process, `first` before and `last` after it.
  std::unique_ptr<Child> start(const std::function<void()>& first = {},
                               const std::function<void()>& last = {}) const;
  /// What does not hold after the command was cut short, or nothing. Runs it again at the end. `done`: the
  /// command said that it succeeded.
  std::optional<std::string> complaint(bool done);

 private:
  Trial(const Operation& operation) : operation_(operation) {}
  std::filesystem::path subject() const { return work_ / operation_.subject; }

  const Operation& operation_;
  TempFolder folder_;
  std::filesystem::path work_;
  std::optional<Contents> before_, after_;  ///< of the subject; nothing: no index
};

/// One clear error: a line `leian: …` on standard error and the exit code that goes with it.
bool is_clear_error(const Ended&);

}  // namespace leian::test
