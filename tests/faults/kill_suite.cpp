// kill_suite [N [SEED]]: starts a command that writes, kills it (SIGKILL) at a random moment, and looks
// whether the index is what it was or what it should become; N times, each command in turn, while another
// process searches the index all the while. Prints what did not hold and exits with 1.
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <random>
#include <thread>

#include "query/access/gate.hpp"
#include "tests/faults/memory_disk.hpp"
#include "tests/faults/operations.hpp"

using namespace leian;
using namespace leian::test;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kPetitions = 1600;

/// Searches an index over and over, from before the command begins to after everything was looked at.
class Reader {
 public:
  explicit Reader(const std::filesystem::path& db) : child_([this, db] { return read(db); }) {
    while (!std::filesystem::exists(folder_ / "searches") && !std::filesystem::exists(folder_ / "error"))
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  /// What a search said that failed, or nothing.
  std::optional<std::string> end() {
    folder_.write("stop", "");
    child_.wait();
    const std::string error = file_bytes(folder_ / "error");
    if (!error.empty()) return "a reader failed: " + error;
    searches += std::stoul(file_bytes(folder_ / "searches"));
    return std::nullopt;
  }
  static inline std::uint64_t searches = 0;

 private:
  int read(const std::filesystem::path& db) const {
    const auto index = Index::open(db, Analyzer::load().value());
    if (!index) return fail(index.error());
    const query::Gate gate(*index);
    for (std::uint64_t done = 1; !std::filesystem::exists(folder_ / "stop"); ++done) {
      query::SearchRequest request;
      request.text = done % 2 == 0 ? "小区" : "工资 补偿";
      request.facets = {"channel"};
      request.limit = 5;
      const auto answer = gate.search(query::Principal{}, request);
      if (!answer) return fail(answer.error());
      if (answer->total == 0) return fail({ErrorCode::Internal, {"", "nothing found"}, {}});
      folder_.write("searches", std::to_string(done));
    }
    return 0;
  }
  int fail(const Error& error) const {
    folder_.write("error", error.what.en);
    return 1;
  }

  TempFolder folder_;
  Child child_;
};

/// How long the command takes when it is left alone.
std::chrono::microseconds time_of(Trial& trial) {
  trial.begin();
  const auto started = Clock::now();
  trial.start()->wait();
  return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - started);
}

std::optional<std::string> kill_once(Trial& trial, const Operation& operation,
                                     std::chrono::microseconds after, bool& killed) {
  const auto work = trial.begin();
  std::optional<Reader> reader;
  if (std::filesystem::exists(work / "db/MANIFEST")) reader.emplace(work / "db");
  const auto child = trial.start();
  std::this_thread::sleep_for(after);
  child->signal(SIGKILL);
  const Ended ended = child->wait();
  killed = ended.exit == 128 + SIGKILL;
  auto complaint = trial.complaint(ended.exit == 0);
  if (reader)
    if (auto failure = reader->end(); failure && !complaint) complaint = failure;
  if (complaint) complaint = operation.name + ": " + *complaint;
  return complaint;
}

int run(int kills, unsigned seed) {
  std::mt19937 random(seed);
  std::map<std::string, std::pair<std::unique_ptr<Trial>, std::chrono::microseconds>> trials;
  int done = 0;
  int failures = 0;
  for (std::size_t turn = 0; done < kills; ++turn) {
    const Operation& operation = operations()[turn % operations().size()];
    auto& [trial, time] = trials[operation.name];
    if (trial == nullptr) {
      auto made = Trial::of(operation, kPetitions);
      if (!made) {
        std::cerr << operation.name << " fails by itself: " << made.error().what.en << '\n';
        return 1;
      }
      trial = std::move(*made);
      time = time_of(*trial);
    }
    const std::chrono::microseconds after(random() % static_cast<unsigned>(time.count() + 1));
    bool killed = false;
    const auto complaint = kill_once(*trial, operation, after, killed);
    done += killed ? 1 : 0;  // one that had ended by then does not count
    if (!complaint) continue;
    ++failures;
    std::cerr << *complaint << " (killed after " << after.count() << " us)\n";
  }
  std::cout << done << " kills, seed " << seed << ": " << failures << " failures, " << Reader::searches
            << " searches meanwhile\n";
  return failures == 0 ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  setenv("LEIAN_DATA", LEIAN_BUILD "/share/leian", 0);
  prefer_memory_disk();
  const int kills = argc > 1 ? std::atoi(argv[1]) : 20;
  const unsigned seed = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : std::random_device()();
  return run(kills, seed);
}
