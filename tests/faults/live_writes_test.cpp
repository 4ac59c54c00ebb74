// Every call that changes a file fails once, or from then on, under live writes: in the journal, in a
// segment, in the MANIFEST, in a merge. LEIAN_FAULTS=all takes every call in turn; otherwise the first, the
// last and a sample.
#include <cerrno>
#include <cstdlib>
#include <random>
#include <set>

#include "indexer/keeping/doctor.hpp"
#include "tests/faults/child.hpp"
#include "tests/faults/fault_shim.h"
#include "tests/faults/memory_disk.hpp"
#include "tests/indexer/live/live.hpp"

using namespace leian;
using namespace leian::test;

namespace {

constexpr int kBatches = 10;
constexpr int kSessions = 3;  // how often one that broke is opened again
constexpr int kClearError = 2;

std::string id_of(int batch, char part) { return std::to_string(batch) + part; }

/// Takes the batches from `next` on; true when all are published. `told` gets a line for each that was
/// acknowledged.
bool write_on(LiveSession& session, int& next, std::string& told) {
  for (; next < kBatches; ++next) {
    const std::string body = "第" + std::to_string(next) + "批";
    // One id is written again by every batch.
    const auto answer = session.write(request(
        {put(id_of(next, 'a'), body), put(id_of(next, 'b'), body), put("again", std::to_string(next))}));
    if (!answer) return false;
    told += std::to_string(next) + "\n";
    if (next % 2 == 0 && (!session.publish() || !session.merge())) {
      ++next;
      return false;
    }
  }
  return session.close().has_value();
}

/// What a server does: a session that broke is given up, and the next replays the journal.
int write_all(const std::filesystem::path& db, const std::filesystem::path& told_file) {
  int next = 0;
  bool opened = false;
  std::string told;
  for (int attempt = 0; attempt < kSessions; ++attempt) {
    auto session = LiveSession::open(db, {}, analyzer());
    if (!session) continue;
    opened = true;
    const bool done = write_on(**session, next, told);
    std::ofstream(told_file) << told;
    if (done) return 0;
  }
  return opened ? 1 : kClearError;
}

/// What does not hold, or nothing: sound, every acknowledged batch there, no batch half there.
std::optional<std::string> complaint(const std::filesystem::path& db,
                                     const std::filesystem::path& told_file) {
  {
    auto session = LiveSession::open(db, {}, analyzer());
    if (!session) return "it does not open: " + session.error().what.en;
    if (const auto closed = (*session)->close(); !closed)
      return "it does not close: " + closed.error().what.en;
  }
  const auto found = bodies_in(db);
  std::set<int> told;
  std::ifstream lines(told_file);
  for (int batch = 0; lines >> batch;) told.insert(batch);
  for (int batch = 0; batch < kBatches; ++batch) {
    const bool a = found.contains(id_of(batch, 'a')), b = found.contains(id_of(batch, 'b'));
    if (a != b) return "half of batch " + std::to_string(batch) + " is there";
    if (told.contains(batch) && !a) return "batch " + std::to_string(batch) + " was acknowledged and is lost";
  }
  if (!told.empty() && std::stoi(found.at("again")) < *told.rbegin()) return "an older state came back";
  const auto diagnosis = examine(db, *analyzer());
  if (!diagnosis || diagnosis->health != Health::Sound) return "doctor is not content";
  return std::nullopt;
}

struct Fault {
  int error;
  bool on;  ///< all later calls too
};

std::set<long> chosen(long calls) {
  constexpr long kEdge = 3;
  constexpr int kSample = 12;
  std::set<long> numbers;
  const bool all = std::getenv("LEIAN_FAULTS") != nullptr;
  for (long at = 1; at <= calls; ++at)
    if (all || at <= kEdge || at > calls - kEdge) numbers.insert(at);
  std::mt19937 random(20260101);
  for (int i = 0; i < kSample; ++i) numbers.insert(1 + static_cast<long>(random()) % calls);
  return numbers;
}

}  // namespace

TEST_CASE("whatever call fails under live writes, what was acknowledged is kept and nothing is half there",
          "[faults][live][calls]") {
  prefer_memory_disk();
  const Fault fault = GENERATE(Fault{EIO, false}, Fault{ENOSPC, true}, Fault{EROFS, true});
  long calls = 0;
  {
    const TempFolder folder;
    const auto count = [&] {
      fault_arm(folder.path().c_str(), 0, 0, 0);
      const int code = write_all(folder / "db", folder / "told");
      folder.write("calls", std::to_string(fault_calls()));
      return code;
    };
    REQUIRE(Child(count).wait().exit == 0);
    calls = std::stol(file_bytes(folder / "calls"));
  }
  CHECK(calls > 50);
  for (const long at : chosen(calls)) {
    CAPTURE(calls, at, fault.error, fault.on);
    const TempFolder folder;
    const TempFolder outside;
    const auto work = [&] {
      fault_arm(folder.path().c_str(), at, fault.error, fault.on ? 1 : 0);
      return write_all(folder / "db", outside / "told");
    };
    const Ended ended = Child(work).wait();
    REQUIRE(ended.exit <= kClearError);
    if (!fault.on) CHECK(ended.exit == 0);  // one failure, and writing goes on
    if (const auto wrong = complaint(folder / "db", outside / "told")) FAIL(*wrong);
  }
}
