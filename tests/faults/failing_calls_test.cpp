// Every call that changes a file fails once, or from then on, in every command that writes.
// LEIAN_FAULTS=all takes every call in turn; otherwise the first, the last and a sample are taken.
#include <cerrno>
#include <cstdlib>
#include <random>
#include <set>

#include "tests/faults/fault_shim.h"
#include "tests/faults/memory_disk.hpp"
#include "tests/faults/operations.hpp"
#include "tests/support/catch.hpp"

using namespace leian::test;

namespace {

/// Which of so many calls to fail.
std::set<long> chosen(long calls) {
  constexpr long kEdge = 3;
  constexpr int kSample = 6;
  std::set<long> numbers;
  const bool all = std::getenv("LEIAN_FAULTS") != nullptr;
  for (long at = 1; at <= calls; ++at)
    if (all || at <= kEdge || at > calls - kEdge) numbers.insert(at);
  std::mt19937 random(20171231);
  for (int i = 0; i < kSample; ++i) numbers.insert(1 + static_cast<long>(random()) % calls);
  return numbers;
}

struct Fault {
  int error;
  bool on;  ///< all later calls too
};

/// How many calls the command makes when none fails.
long calls_of(Trial& trial) {
  const std::string folder = trial.begin();
  const TempFolder told;
  const auto count = [&] { told.write("calls", std::to_string(fault_calls())); };
  const Ended ended = trial.start([&] { fault_arm(folder.c_str(), 0, 0, 0); }, count)->wait();
  CAPTURE(ended.err);
  REQUIRE(ended.exit == 0);
  return std::stol(file_bytes(told / "calls"));
}

}  // namespace

TEST_CASE("whatever call fails, an index holds the old or the new, and the same command mends it",
          "[faults][calls]") {
  constexpr int kPetitions = 48;
  prefer_memory_disk();
  const Fault fault = GENERATE(Fault{ENOSPC, true}, Fault{EIO, false}, Fault{EROFS, true});
  for (const Operation& operation : operations()) {
    auto trial = Trial::of(operation, kPetitions);
    if (!trial) FAIL(operation.name << ": " << trial.error().what.en);
    const long calls = calls_of(**trial);
    CHECK(calls > 20);
    for (const long at : chosen(calls)) {
      CAPTURE(operation.name, calls, at, fault.error, fault.on);
      const std::string folder = (*trial)->begin();
      const Ended ended =
          (*trial)->start([&] { fault_arm(folder.c_str(), at, fault.error, fault.on ? 1 : 0); })->wait();
      CAPTURE(ended.err);
      // A failure that only left something to be cleared away later need not be told.
      REQUIRE((ended.exit == 0 || is_clear_error(ended)));
      const auto complaint = (*trial)->complaint(ended.exit == 0);
      if (complaint) FAIL(*complaint);
    }
  }
}
