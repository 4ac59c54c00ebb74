#include "indexer/store/journal.hpp"

#include <sys/mount.h>

#include <random>
#include <thread>

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::file_bytes;
using leian::test::TempFolder;

namespace {

using Entries = std::vector<std::string>;

JournalVisitor into(Entries& entries) {
  return [&entries](std::uint64_t sequence, std::string_view entry) {
    CHECK(sequence == entries.size() + 1);
    entries.emplace_back(entry);
    return Result<void>{};
  };
}

std::unique_ptr<Journal> open(const TempFolder& folder, Entries& entries) {
  auto journal = Journal::open(folder / "journal", 0, into(entries));
  if (!journal) FAIL(journal.error().what.en);
  return *std::move(journal);
}

std::unique_ptr<Journal> open(const TempFolder& folder) {
  Entries ignored;
  return open(folder, ignored);
}

void add(Journal& journal, const std::string& entry) { REQUIRE(journal.commit(journal.append(entry))); }

Entries entries_in(const TempFolder& folder) {
  Entries entries;
  REQUIRE(read_journal(folder / "journal", 0, into(entries)));
  return entries;
}

/// Three frames: of one entry, of three, of one.
const Entries kSmall{"{\"id\":\"一\"}", "b", "", "dd", "eee"};
std::string small_journal() {
  const TempFolder folder;
  const auto journal = open(folder);
  add(*journal, kSmall[0]);
  for (int i : {1, 2, 3}) journal->append(kSmall[static_cast<std::size_t>(i)]);
  REQUIRE(journal->commit(4));
  add(*journal, kSmall[4]);
  return file_bytes(folder / "journal/000001.log");
}

bool is_prefix_of_small(const Entries& entries) {
  return entries.size() <= kSmall.size() && std::equal(entries.begin(), entries.end(), kSmall.begin());
}

}  // namespace

TEST_CASE("entries come back in their order, and numbers go on where they ended", "[store][journal]") {
  const TempFolder folder;
  {
    const auto journal = open(folder);
    add(*journal, "a");
    add(*journal, "b");
    CHECK(journal->last_committed() == 2);
  }
  Entries entries;
  const auto journal = open(folder, entries);
  CHECK(entries == Entries{"a", "b"});
  add(*journal, "c");
  CHECK(entries_in(folder) == Entries{"a", "b", "c"});
}

TEST_CASE("an entry that was not committed is in no file", "[store][journal]") {
  const TempFolder folder;
  const auto journal = open(folder);
  add(*journal, "a");
  journal->append("b");
  CHECK(entries_in(folder) == Entries{"a"});
}

TEST_CASE("a journal cut at any byte opens with its whole frames, and goes on", "[store][journal]") {
  const std::string whole = small_journal();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    const TempFolder folder;
    folder.write("journal/000001.log", whole.substr(0, size));
    Entries before;
    {
      const auto journal = open(folder, before);
      CHECK(is_prefix_of_small(before));
      CHECK((before.size() == 0 || before.size() == 1 || before.size() == 4));
      add(*journal, "new");
    }
    before.emplace_back("new");
    CHECK(entries_in(folder) == before);
  }
}

TEST_CASE("a journal whose end never reached the disk opens with what did", "[store][journal]") {
  const std::string whole = small_journal();
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    CAPTURE(size);
    const TempFolder folder;
    folder.write("journal/000001.log", whole.substr(0, size) + std::string(whole.size() - size, '\0'));
    Entries entries;
    const auto opened = Journal::open(folder / "journal", 0, into(entries));
    // Within a sector the tail of a frame may be cut in the middle, which no disk does: that is damage, never
    // accepted.
    if (!opened) CHECK(opened.error().code == ErrorCode::IndexDamaged);
    CHECK(is_prefix_of_small(entries));
  }
  // Whole sectors missing, from anywhere within the last frame.
  const TempFolder folder;
  {
    const auto journal = open(folder);
    add(*journal, "kept");
    add(*journal, std::string(5000, 'x'));
  }
  std::string bytes = file_bytes(folder / "journal/000001.log");
  std::fill_n(bytes.begin() + 1024, 1024, '\0');
  folder.write("journal/000001.log", bytes);
  Entries entries;
  open(folder, entries);
  CHECK(entries == Entries{"kept"});
}

TEST_CASE("a flipped bit anywhere is told with file and byte, never taken for a torn tail",
          "[store][journal]") {
  const std::string whole = small_journal();
  for (std::size_t at = 0; at < whole.size(); ++at)
    for (const char flip : {'\x01', '\x80', '\xff'}) {
      CAPTURE(at, static_cast<int>(flip));
      const TempFolder folder;
      std::string bytes = whole;
      bytes[at] = static_cast<char>(bytes[at] ^ flip);
      folder.write("journal/000001.log", bytes);
      Entries entries;
      const auto opened = Journal::open(folder / "journal", 0, into(entries));
      REQUIRE(!opened);
      CHECK(opened.error().code == ErrorCode::IndexDamaged);
      CHECK_THAT(opened.error().what.en, Mentions("000001.log"));
      CHECK(file_bytes(folder / "journal/000001.log") == bytes);
    }
}

TEST_CASE("files go when their entries are published, and a lost one is noticed", "[store][journal]") {
  const TempFolder folder;
  const auto journal = open(folder);
  for (int i = 0; i < 6; ++i) {
    add(*journal, std::to_string(i));
    if (i % 2 == 1) REQUIRE(journal->rotate());
  }
  const auto file = [&](int number) { return folder / ("journal/00000" + std::to_string(number) + ".log"); };
  journal->forget(3);
  CHECK(!std::filesystem::exists(file(1)));
  CHECK(std::filesystem::exists(file(2)));
  std::vector<std::uint64_t> sequences;
  const auto note = [&](std::uint64_t sequence, std::string_view) {
    sequences.push_back(sequence);
    return Result<void>{};
  };
  REQUIRE(read_journal(folder / "journal", 3, note));
  CHECK(sequences == std::vector<std::uint64_t>{3, 4, 5, 6});
  CHECK(!read_journal(folder / "journal", 0, note));  // the manifest lacks what is gone
  std::filesystem::remove(file(3));
  CHECK(!read_journal(folder / "journal", 3, note));
  CHECK(read_journal(folder / "journal", 6, note));
}

TEST_CASE("numbers go on behind the manifest's where the journal is gone", "[store][journal]") {
  const TempFolder folder;
  Entries none;
  {
    const auto journal = Journal::open(folder / "journal", 41, into(none)).value();
    CHECK(journal->append("x") == 42);
    REQUIRE(journal->commit(42));
    journal->clear();
  }
  CHECK(std::filesystem::is_empty(folder / "journal"));
}

TEST_CASE("many threads commit together, and each finds its entry kept when it returns", "[store][journal]") {
  const TempFolder folder;
  const auto journal = open(folder);
  constexpr int kThreads = 8;
  constexpr int kEach = 200;
  std::vector<std::thread> threads;
  std::atomic<int> late{0};
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < kEach; ++i) {
        const std::uint64_t sequence = journal->append(std::to_string(t * kEach + i));
        if (!journal->commit(sequence) || journal->last_committed() < sequence) ++late;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(late == 0);
  Entries entries = entries_in(folder);
  REQUIRE(entries.size() == kThreads * kEach);
  std::sort(entries.begin(), entries.end());
  CHECK(std::adjacent_find(entries.begin(), entries.end()) == entries.end());
}

TEST_CASE("a full disk is one error, nothing half stays, and a new journal goes on behind what was kept",
          "[store][journal]") {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "journal");
  if (::mount("tmpfs", (folder / "journal").c_str(), "tmpfs", 0, "size=256k") != 0) {
    WARN("skipped: no right to mount a small file system");
    return;
  }
  int kept = 0;
  {
    const auto journal = open(folder);
    const std::string entry(10'000, 'x');
    Result<void> full;
    while ((full = journal->commit(journal->append(entry)))) ++kept;
    CHECK(full.error().code == ErrorCode::Io);
    CHECK(!journal->commit(journal->append("x")));
  }
  Entries entries;
  open(folder, entries);
  CHECK(kept > 10);
  CHECK(static_cast<int>(entries.size()) == kept);
  ::umount((folder / "journal").c_str());
}
