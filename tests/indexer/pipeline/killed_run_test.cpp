// A run over files that is killed, and run again.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "indexer/pipeline/index_files.hpp"
#include "tests/indexer/live/live.hpp"

using namespace leian;
using namespace leian::test;

namespace {

constexpr int kRows = 12'000;

IndexOptions options_for(const TempFolder& folder) {
  IndexOptions options;
  options.db = folder / "db";
  options.inputs = {folder / "rows.jsonl"};
  options.jobs = 2;
  options.publish_every = std::chrono::milliseconds(1);
  return options;
}

void write_rows(const TempFolder& folder) {
  std::string text;
  for (int i = 0; i < kRows; ++i)
    text += petition(std::to_string(i), fmt::format("第{}件：小区物业费上涨，业主多次反映。", i)) + "\n";
  folder.write("rows.jsonl", text);
}

/// Whether it has ended by itself; it can still be waited for.
bool ended(pid_t child) {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid != 0;
}

bool published_rows(const TempFolder& folder) {
  const auto manifest = read_manifest(folder / "db");
  return manifest && manifest->live_rows() > 0;
}

}  // namespace

TEST_CASE("a run killed at any moment keeps what it published, and another run completes it",
          "[pipeline][kill]") {
  std::mt19937 random(20261125);
  bool kept_a_part = false;
  for (int round = 0; round < 6; ++round) {
    const TempFolder folder;
    write_rows(folder);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) ::_exit(index_files(options_for(folder)) ? 0 : 1);
    // Now at any moment, now just when a part is published.
    if (round % 2 == 0)
      std::this_thread::sleep_for(std::chrono::milliseconds(100 + random() % 1500));
    else
      while (!published_rows(folder) && !ended(child)) std::this_thread::yield();
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);

    const bool started = std::filesystem::exists(folder / "db/MANIFEST");
    const std::size_t before = started ? bodies_in(folder / "db").size() : 0;
    kept_a_part = kept_a_part || (before > 0 && before < kRows);
    CAPTURE(round, before);
    const auto again = index_files(options_for(folder));
    REQUIRE(again);
    CHECK(again->unchanged == before);
    CHECK(again->indexed == kRows - before);
    CHECK(again->records == kRows);
    CHECK(bodies_in(folder / "db").size() == kRows);  // which fails where an id stands twice
  }
  CHECK(kept_a_part);
}
