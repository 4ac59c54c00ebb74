#include <thread>

#include "indexer/keeping/doctor.hpp"
#include "indexer/keeping/restore.hpp"
#include "indexer/keeping/save.hpp"
#include "indexer/store/index_writer.hpp"
#include "indexer/store/journal.hpp"
#include "tests/support/two_segments.hpp"

using namespace leian;
using namespace leian::test;

namespace {

SaveSummary save(const TempFolder& folder, const std::string& name, bool link = false) {
  Vault vault = Vault::open(folder / "vault", Vault::Use::Write).value();
  auto saved = save_state(folder / "db", vault, {name, link});
  if (!saved) FAIL(saved.error().what.en);
  return *saved;
}

Result<RestoreSummary> restore(const TempFolder& folder, const std::string& name, const std::string& to,
                               bool replace = false) {
  LEIAN_TRY(const Vault vault, Vault::open(folder / "vault", Vault::Use::Read));
  return restore_state(vault, name, folder / to, replace);
}

Health health(const std::filesystem::path& db) { return examine(db, *analyzer()).value().health; }

std::uint64_t objects(const TempFolder& folder) {
  std::uint64_t count = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "vault/objects"))
    count += entry.is_regular_file() ? 1 : 0;
  return count;
}

}  // namespace

TEST_CASE("what was saved is restored, with what people keep beside the index", "[keeping][snapshot]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  folder.write("db/dictionary/synonyms.txt", "工伤 = 上班受伤\n");
  const std::string correction =
      R"({"id": "p0", "field": "case_no", "values": ["信2017-1"], "by": "复核", "when": "2026-11-25T09:30:00+08:00"})"
      "\n";
  folder.write("db/corrections.jsonl", correction);
  REQUIRE(Journal::open(db / "journal", 0, [](auto, auto) { return Result<void>(); }));
  const std::string journal = file_bytes(db / "journal/000001.log");
  CHECK_FALSE(journal.empty());
  const Contents before = contents_of(db).value();
  const bool link = GENERATE(false, true);
  const SaveSummary saved = save(folder, "first", link);
  CHECK(saved.state.records == 65);
  CHECK(saved.new_bytes > 0);
  REQUIRE(restore(folder, "first", "again"));
  CHECK(contents_of(folder / "again").value() == before);
  CHECK(health(folder / "again") == Health::Sound);
  CHECK(file_bytes(folder / "again/dictionary/synonyms.txt") == "工伤 = 上班受伤\n");
  CHECK(file_bytes(folder / "again/corrections.jsonl") == correction);
  CHECK(file_bytes(folder / "again/journal/000001.log") == journal);
  CHECK_FALSE(std::filesystem::exists(folder / "again/RESTORING"));
  CHECK(take_in(folder / "again", petition_lines(0, 60, 2)).value().updated == 60);
}

TEST_CASE("a second snapshot copies only what is new, and each stays what it was", "[keeping][snapshot]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const Contents first = contents_of(db).value();
  save(folder, "first");
  CHECK(save(folder, "same").new_objects == 0);
  REQUIRE(take_in(db, petition_lines(200, 2)));
  const Contents second = contents_of(db).value();
  const SaveSummary saved = save(folder, "second");
  CHECK(saved.new_objects > 0);
  CHECK(saved.new_bytes < saved.state.bytes() / 2);
  REQUIRE(restore(folder, "first", "a"));
  REQUIRE(restore(folder, "second", "b"));
  CHECK(contents_of(folder / "a").value() == first);
  CHECK(contents_of(folder / "b").value() == second);
}

TEST_CASE("deleting a snapshot frees what no other needs", "[keeping][snapshot]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  save(folder, "first");
  const auto alone = objects(folder);
  REQUIRE(take_in(db, petition_lines(0, 60, 3)));
  save(folder, "second");
  {
    const Vault vault = Vault::open(folder / "vault", Vault::Use::Write).value();
    CHECK(vault.remove("second").value() > 0);
    CHECK(objects(folder) == alone);
    CHECK(vault.verify("").value().damaged.empty());
    CHECK(vault.remove("first").value() > 0);
    CHECK(objects(folder) == 0);
    CHECK(vault.remove("first").error().code == ErrorCode::NotFound);
  }
}

TEST_CASE("nothing is freed while a list cannot be read", "[keeping][snapshot]") {
  const TempFolder folder;
  two_segments(folder);
  save(folder, "first");
  save(folder, "second");
  flip(folder / "vault/snapshots/first.json", 60);
  const auto before = objects(folder);
  const Vault vault = Vault::open(folder / "vault", Vault::Use::Write).value();
  CHECK(vault.remove("second").error().code == ErrorCode::Conflict);
  CHECK(objects(folder) == before);
  CHECK(vault.verify("").value().damaged.size() == 1);
  CHECK(vault.remove("first").value() > 0);
}

TEST_CASE("verify and restore find every object that changed or went", "[keeping][snapshot]") {
  const TempFolder folder;
  two_segments(folder);
  save(folder, "first");
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "vault/objects"))
    if (entry.is_regular_file()) files.push_back(entry.path());
  for (const auto& file : files) {
    const auto bytes = read_file(file).value();
    CAPTURE(file.string());
    flip(file, bytes.size() / 3);
    REQUIRE(Vault::open(folder / "vault", Vault::Use::Read)->verify("first")->damaged.size() == 1);
    const auto restored = restore(folder, "first", "again");
    REQUIRE_FALSE(restored);
    REQUIRE(restored.error().code == ErrorCode::IndexDamaged);
    REQUIRE_FALSE(std::filesystem::exists(folder / "again/MANIFEST"));
    std::filesystem::remove(file);
    REQUIRE(Vault::open(folder / "vault", Vault::Use::Read)->verify("")->damaged.size() == 1);
    overwrite(file, bytes);
  }
  REQUIRE(restore(folder, "first", "again"));  // over what the failed ones left
}

TEST_CASE("a damaged index is not saved", "[keeping][snapshot]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const auto segment = *std::filesystem::directory_iterator(db / "segments");
  flip(segment.path() / "records.bin", 20);
  Vault vault = Vault::open(folder / "vault", Vault::Use::Write).value();
  const auto saved = save_state(db, vault, {"first", false});
  REQUIRE_FALSE(saved);
  CHECK(saved.error().code == ErrorCode::IndexDamaged);
  CHECK(vault.list().empty());
}

TEST_CASE("restoring spares a folder that holds something, unless it is to replace an index",
          "[keeping][snapshot]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const Contents saved = contents_of(db).value();
  save(folder, "first");
  REQUIRE(take_in(db, petition_lines(0, 60, 4)));
  const Manifest newer = read_manifest(db).value();
  folder.write("letters/a.txt", "x");
  CHECK(restore(folder, "first", "letters").error().code == ErrorCode::Conflict);
  CHECK(restore(folder, "first", "letters", true).error().code == ErrorCode::Conflict);
  CHECK(restore(folder, "first", "db").error().code == ErrorCode::Conflict);
  {
    const auto lock = FolderLock::take(db).value();
    CHECK(restore(folder, "first", "db", true).error().code == ErrorCode::IndexLocked);
  }
  CHECK(read_manifest(db).value() == newer);
  REQUIRE(restore(folder, "first", "db", true));
  CHECK(contents_of(db).value() == saved);
  CHECK(read_manifest(db).value().generation > newer.generation);
  CHECK(read_manifest(db).value().next_segment >= newer.next_segment);
  CHECK_FALSE(std::filesystem::exists(folder / "db.restoring"));
}

TEST_CASE("an open index notices that its folder was replaced", "[keeping][snapshot]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  save(folder, "first");
  REQUIRE(take_in(db, petition_lines(1000, 5)));
  const auto index = Index::open(db, Analyzer::load().value()).value();
  CHECK(index->lease().value().snapshot().live_rows() == 70);
  REQUIRE(restore(folder, "first", "db", true));
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (index->snapshot()->live_rows() != 65 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  const auto lease = index->lease().value();
  CHECK(lease.snapshot().live_rows() == 65);
  CHECK(find_row(lease, "p-1").value());
}

TEST_CASE("names, and folders that are none of snapshots, are checked", "[keeping][snapshot]") {
  const TempFolder folder;
  two_segments(folder);
  Vault vault = Vault::open(folder / "vault", Vault::Use::Write).value();
  for (const std::string name : {"a/b", "..", ".hidden", "空", "a b", std::string(65, 'a').c_str()})
    CHECK(save_state(folder / "db", vault, {name, false}).error().code == ErrorCode::BadInput);
  REQUIRE(save_state(folder / "db", vault, {"a", false}));
  CHECK(save_state(folder / "db", vault, {"a", false}).error().code == ErrorCode::Conflict);
  CHECK(save_state(folder / "none", vault, {"b", false}).error().code == ErrorCode::IndexMissing);
  CHECK(vault.read("c").error().code == ErrorCode::NotFound);
  CHECK(Vault::open(folder / "vault", Vault::Use::Write).error().code == ErrorCode::Conflict);
  CHECK(Vault::open(folder / "db", Vault::Use::Write).error().code == ErrorCode::Conflict);
  CHECK(Vault::open(folder / "db", Vault::Use::Read).error().code == ErrorCode::NotFound);
}

TEST_CASE("a list that leads out of the folder is refused", "[keeping][snapshot]") {
  const TempFolder folder;
  two_segments(folder);
  SavedState state = save(folder, "first").state;
  state.name = "evil";
  state.files.push_back({"../outside", state.files[0].sum});
  const Vault vault = Vault::open(folder / "vault", Vault::Use::Write).value();
  REQUIRE(vault.write(state));
  CHECK(vault.read("evil").error().code == ErrorCode::IndexDamaged);
}

TEST_CASE("snapshots taken while an index is written and merged all the while hold one state each",
          "[keeping][snapshot]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  std::atomic<bool> stop{false};
  std::thread writing([&] {
    for (unsigned edition = 10; !stop; ++edition)
      if (!take_in(db, petition_lines(0, 25, edition))) return;
  });
  for (int i = 0; i < 8; ++i) save(folder, "s" + std::to_string(i));
  stop = true;
  writing.join();
  CHECK(Vault::open(folder / "vault", Vault::Use::Read)->verify("")->damaged.empty());
  for (int i = 0; i < 8; ++i) {
    const std::string name = "s" + std::to_string(i);
    REQUIRE(restore(folder, name, name));
    CHECK(health(folder / name) == Health::Sound);
    CHECK(contents_of(folder / name).value().size() == 65);
  }
  CHECK(health(db) == Health::Sound);
}
