// Real full disks and read-only folders, on small tmpfs mounts. Skipped where mounting is not allowed.
#include <sys/mount.h>

#include "indexer/keeping/doctor.hpp"
#include "indexer/keeping/vault.hpp"
#include "indexer/live/live_writer.hpp"
#include "indexer/store/index_writer.hpp"
#include "tests/faults/operations.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::test;

namespace {

class SmallDisk {
 public:
  explicit SmallDisk(const std::filesystem::path& at, int kilobytes) : at_(at) {
    std::filesystem::create_directories(at);
    mounted_ = mount("tmpfs", at.c_str(), "tmpfs", 0, size_of(kilobytes).c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) umount2(at_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }
  void resize(int kilobytes) const {
    REQUIRE(mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT, size_of(kilobytes).c_str()) == 0);
  }
  void make_read_only() const {
    REQUIRE(mount("tmpfs", at_.c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr) == 0);
  }

 private:
  static std::string size_of(int kilobytes) { return "size=" + std::to_string(kilobytes) + "k"; }
  std::filesystem::path at_;
  bool mounted_ = false;
};

#define NEEDS(disk)                                \
  if (!(disk).mounted()) {                         \
    WARN("skipped: mounting is not allowed here"); \
    return;                                        \
  }

Ended run(const std::vector<std::string>& arguments) { return Child(arguments).wait(); }

Health health(const std::filesystem::path& db) {
  return examine(db, *Analyzer::load().value()).value().health;
}

constexpr int kRoom = 64 << 10;

}  // namespace

TEST_CASE(
    "a disk that fills up while loading keeps what was published, and takes the rest when there is room",
    "[faults][disk]") {
  const TempFolder folder;
  const SmallDisk disk(folder / "disk", kRoom);
  NEEDS(disk);
  const auto db = folder / "disk/db";
  REQUIRE(take_in(db, petition_lines(0, 50)));
  const Contents before = contents_of(db).value();
  const auto rows = folder.write("rows.jsonl", petition_lines(50, 4000));
  disk.resize(2 << 10);
  const Ended full = run({"index", "--db", db, rows});
  CAPTURE(full.err);
  CHECK(full.exit == 2);
  CHECK(is_clear_error(full));
  CHECK(contents_of(db).value() == before);
  CHECK(health(db) == Health::Sound);
  disk.resize(kRoom);
  CHECK(run({"index", "--db", db, rows}).exit == 0);
  CHECK(contents_of(db).value().size() == 4050);
}

TEST_CASE("a snapshot or a restore that does not fit leaves nothing that looks like one", "[faults][disk]") {
  const TempFolder folder;
  const SmallDisk disk(folder / "disk", 200);
  NEEDS(disk);
  const auto db = folder / "db";
  const auto vault = folder / "disk/vault";
  REQUIRE(take_in(db, petition_lines(0, 2000)));
  const Ended full = run({"snapshot", "create", "--db", db, "--to", vault, "a"});
  CHECK(is_clear_error(full));
  CHECK(Vault::open(vault, Vault::Use::Read).value().list().empty());
  disk.resize(kRoom);
  REQUIRE(run({"snapshot", "create", "--db", db, "--to", vault, "a"}).exit == 0);
  CHECK(Vault::open(vault, Vault::Use::Read).value().verify("a").value().damaged.empty());

  const SmallDisk other(folder / "other", 200);
  const std::vector<std::string> restore{"snapshot", "restore", "--db", folder / "other/db",
                                         "--from",   vault,     "a"};
  CHECK(is_clear_error(run(restore)));
  CHECK(contents_of(folder / "other/db").error().code == ErrorCode::IndexMissing);
  other.resize(kRoom);
  CHECK(run(restore).exit == 0);
  CHECK(contents_of(folder / "other/db").value().size() == 2000);
}

TEST_CASE("an upgrade that does not fit leaves the old index", "[faults][disk]") {
  const TempFolder folder;
  const SmallDisk disk(folder / "disk", kRoom);
  NEEDS(disk);
  const auto db = folder / "disk/db";
  REQUIRE(take_in(db, petition_lines(0, 2000)));
  REQUIRE(make_format_3(db));
  const Contents before = contents_of(db).value();
  const auto used = std::filesystem::space(db);
  disk.resize(static_cast<int>((used.capacity - used.available) >> 10) + 300);
  CHECK(is_clear_error(run({"upgrade", "--db", db})));
  CHECK(contents_of(db).value() == before);
  disk.resize(kRoom);
  CHECK(run({"upgrade", "--db", db}).exit == 0);
  CHECK(contents_of(db).value() == before);
  CHECK(health(db) == Health::Sound);
}

TEST_CASE("a folder that can only be read is searched, examined and saved, and tells writers so",
          "[faults][disk]") {
  const TempFolder folder;
  const SmallDisk disk(folder / "disk", kRoom);
  NEEDS(disk);
  const auto db = folder / "disk/db";
  REQUIRE(take_in(db, petition_lines(0, 50)));
  const auto rows = folder.write("rows.jsonl", petition_lines(50, 5));
  disk.make_read_only();
  CHECK(run({"search", "--db", db, "小区"}).exit == 0);
  CHECK(run({"doctor", "--db", db}).exit == 0);
  CHECK(run({"snapshot", "create", "--db", db, "--to", folder / "vault", "a"}).exit == 0);
  CHECK(run({"snapshot", "restore", "--db", folder / "again", "--to", folder / "vault", "a"}).exit == 0);
  for (const auto& command :
       {std::vector<std::string>{"index", "--db", db, rows},
        {"doctor", "--repair", "--db", db},
        {"snapshot", "restore", "--replace", "--db", db, "--to", folder / "vault", "a"}}) {
    const Ended ended = run(command);
    CAPTURE(ended.err);
    CHECK(ended.exit == 2);
    CHECK(is_clear_error(ended));
  }
  LiveWriter live(db);
  WriteRequest write;
  write.rows.push_back({1, petition_lines(60, 1), "", {}});
  const auto answer = live.write(write);
  REQUIRE(!answer);
  CHECK(answer.error().code == ErrorCode::Io);
  CHECK(!answer.error().hint.zh.empty());
  CHECK(contents_of(db).value().size() == 50);
}

TEST_CASE("of two writers the second is told that the first is at it", "[faults]") {
  const TempFolder folder;
  const auto db = folder / "db";
  REQUIRE(take_in(db, petition_lines(0, 20)));
  const auto rows = folder.write("rows.jsonl", petition_lines(50, 5));
  REQUIRE(run({"snapshot", "create", "--db", db, "--to", folder / "vault", "a"}).exit == 0);
  REQUIRE(make_format_3(db));
  const auto lock = FolderLock::take(db).value();
  for (const auto& command :
       {std::vector<std::string>{"index", "--db", db, rows},
        {"doctor", "--repair", "--db", db},
        {"upgrade", "--db", db},
        {"snapshot", "restore", "--replace", "--db", db, "--to", folder / "vault", "a"}}) {
    const Ended ended = run(command);
    CAPTURE(ended.err);
    CHECK(ended.exit == 3);
    CHECK(is_clear_error(ended));
  }
  LiveWriter live(db);
  WriteRequest write;
  write.rows.push_back({1, petition_lines(60, 1), "", {}});
  CHECK(live.write(write).error().code == ErrorCode::IndexLocked);
  CHECK(run({"search", "--db", db, "小区"}).exit == 0);
  CHECK(run({"snapshot", "create", "--db", db, "--to", folder / "vault", "b"}).exit == 0);
}
