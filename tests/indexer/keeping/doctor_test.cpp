#include "indexer/keeping/doctor.hpp"

#include "indexer/store/index_writer.hpp"
#include "indexer/store/journal.hpp"
#include "tests/support/two_segments.hpp"

using namespace leian;
using namespace leian::test;

namespace {

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() != "flintlock") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

Diagnosis examined(const std::filesystem::path& db) { return examine(db, *analyzer()).value(); }

std::string told(const Diagnosis& diagnosis) {
  std::string text;
  for (const Finding& finding : diagnosis.findings) text += finding.file + ": " + finding.what.en + "\n";
  return text;
}

}  // namespace

TEST_CASE("an index as it was written is sound", "[keeping][doctor]") {
  const TempFolder folder;
  const Diagnosis diagnosis = examined(two_segments(folder));
  CAPTURE(told(diagnosis));
  CHECK(diagnosis.health == Health::Sound);
  CHECK(diagnosis.findings.empty());
  CHECK(diagnosis.records == 65);
  CHECK(diagnosis.segments == 2);
}

TEST_CASE("a flipped byte of any file is found, and mended wherever the records are whole",
          "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const Contents before = contents_of(db).value();
  std::size_t mended = 0;
  for (const auto& file : files_below(db / "segments")) {
    if (std::filesystem::file_size(file) == 0) continue;
    const TempFolder copy;
    std::filesystem::copy(db, copy / "db", std::filesystem::copy_options::recursive);
    const auto victim = copy.path() / file.lexically_relative(folder.path());
    flip(victim, std::filesystem::file_size(victim) / 2);
    CAPTURE(victim.string());
    const bool records = victim.filename() == "records.bin";
    const Diagnosis found = examined(copy / "db");
    REQUIRE(found.health == (records ? Health::Unusable : Health::Repairable));
    REQUIRE_THAT(told(found), Mentions(victim.lexically_relative(copy / "db").generic_string()));
    if (victim.extension() == ".col" && victim.filename() != "kind.col") continue;
    const auto repaired = repair(copy / "db", analyzer());
    REQUIRE(repaired);
    REQUIRE(repaired->health == (records ? Health::Unusable : Health::Repaired));
    if (records) continue;
    REQUIRE(examined(copy / "db").findings.empty());
    REQUIRE(contents_of(copy / "db").value() == before);
    ++mended;
  }
  CHECK(mended > 10);
}

TEST_CASE("a file of a segment that is gone is found and made anew", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const Contents before = contents_of(db).value();
  const auto segment = *std::filesystem::directory_iterator(db / "segments");
  const std::string name = GENERATE("postings.glass", "grams.bin", "texts.bin", "hashes.bin", "lengths.bin",
                                    "segment.json", "channel.col");
  CAPTURE(name);
  std::filesystem::remove_all(segment.path() / name);
  CHECK(examined(db).health == Health::Repairable);
  CHECK(repair(db, analyzer()).value().health == Health::Repaired);
  CHECK(contents_of(db).value() == before);
}

TEST_CASE("lost deletions come back by the newest record of each id", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const Contents before = contents_of(db).value();
  const auto file = *std::filesystem::directory_iterator(db / "deletions");
  SECTION("gone") { std::filesystem::remove(file); }
  SECTION("changed") { flip(file, std::filesystem::file_size(file) - 1); }
  CHECK_FALSE(contents_of(db));
  CHECK(examined(db).health == Health::Repairable);
  const Diagnosis after = repair(db, analyzer()).value();
  CHECK(after.health == Health::Repaired);
  CHECK_THAT(told(after), !Mentions("come back"));
  CHECK(contents_of(db).value() == before);
}

TEST_CASE("rows that were deleted for good and come back with lost deletions are told of",
          "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = folder / "db";
  REQUIRE(take_in(db, petition_lines(0, 60)));
  {
    const auto writer = IndexWriter::open(db, KindSet::load().value(), analyzer()).value();
    writer->delete_row(writer->snapshot().segments()[0].segment->name(), 7);
    REQUIRE(writer->publish());
  }
  REQUIRE(contents_of(db).value().size() == 59);
  std::filesystem::remove_all(db / "deletions");
  const Diagnosis after = repair(db, analyzer()).value();
  CHECK(after.health == Health::Repaired);
  CHECK_THAT(told(after), Mentions("1 rows that were deleted"));
  CHECK(contents_of(db).value().size() == 60);
}

TEST_CASE("an id that lives twice is found, and its newest record stays", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const Contents before = contents_of(db).value();
  Manifest manifest = read_manifest(db).value();
  for (SegmentEntry& entry : manifest.segments) {
    entry.deletions.clear();
    entry.deleted = 0;
  }
  REQUIRE(write_manifest(db, manifest));
  const Diagnosis found = examined(db);
  CHECK(found.health == Health::Repairable);
  CHECK_THAT(told(found), Mentions("another live record has its id"));
  CHECK(repair(db, analyzer()).value().health == Health::Repaired);
  CHECK(contents_of(db).value() == before);
}

TEST_CASE("a lost or changed MANIFEST cannot be mended and says so", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  SECTION("lost") { std::filesystem::remove(db / "MANIFEST"); }
  SECTION("changed") { flip(db / "MANIFEST", 50); }
  CHECK(examined(db).health == Health::Unusable);
  CHECK(repair(db, analyzer()).value().health == Health::Unusable);
  CHECK(std::filesystem::exists(db / "segments"));
}

TEST_CASE("a folder without an index is no patient", "[keeping][doctor]") {
  const TempFolder folder;
  CHECK(examine(folder / "none", *analyzer()).error().code == ErrorCode::IndexMissing);
  CHECK(repair(folder.path(), analyzer()).error().code == ErrorCode::IndexMissing);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("left-overs are named, are no damage, and go with a repair", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  folder.write("db/segments/999999/records.bin", "half");
  folder.write("db/deletions/999999-3", "half");
  folder.write("db/MANIFEST.new", "half");
  folder.write("db/rejects/run.jsonl", "{\"file\":\"a\"}\n{\"file");
  const Diagnosis found = examined(db);
  CHECK(found.health == Health::Sound);
  CHECK(found.findings.size() == 4);
  CHECK(repair(db, analyzer()).value().health == Health::Sound);
  CHECK_FALSE(std::filesystem::exists(db / "segments/999999"));
  CHECK(examined(db).findings.size() == 1);  // the reject log is left as it is
}

TEST_CASE("every cut of every file is found", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = folder / "db";
  REQUIRE(take_in(db, petition_lines(0, 3)));
  for (const auto& file : files_below(db / "segments")) {
    const auto bytes = read_file(file).value();
    for (std::size_t size = 0; size < bytes.size(); size += 1 + bytes.size() / 5) {
      CAPTURE(file.string(), size);
      overwrite(file, bytes.substr(0, size));
      REQUIRE(examined(db).health != Health::Sound);
      // Sizes are looked at when an index is opened, so none of these is ever served.
      REQUIRE_FALSE(contents_of(db));
    }
    overwrite(file, bytes);
  }
  CHECK(examined(db).health == Health::Sound);
}

TEST_CASE("wherever a byte of a file is flipped, it is found", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = folder / "db";
  REQUIRE(take_in(db, petition_lines(0, 3)));
  for (const auto& file : files_below(db / "segments")) {
    const auto size = std::filesystem::file_size(file);
    for (std::size_t at = 0; at < size; at += 1 + size / 7) {
      CAPTURE(file.string(), at);
      flip(file, at);
      REQUIRE(examined(db).health != Health::Sound);
      flip(file, at);
    }
  }
  CHECK(examined(db).health == Health::Sound);
}

TEST_CASE("without checksums damage does not lead astray whoever opens, reads or examines",
          "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = folder / "db";
  REQUIRE(take_in(db, petition_lines(0, 3)));
  REQUIRE(make_format_3(db));
  std::size_t found = 0;
  std::size_t flipped = 0;
  for (const auto& file : files_below(db / "segments")) {
    const auto size = std::filesystem::file_size(file);
    for (std::size_t at = 0; at < size; at += 1 + size / 20, ++flipped) {
      flip(file, at);
      static_cast<void>(contents_of(db));
      found += examined(db).health != Health::Sound ? 1 : 0;
      flip(file, at);
    }
  }
  CAPTURE(found, flipped);
  CHECK(found > flipped / 3);  // padding and column values tell nobody
  CHECK(examined(db).health == Health::Sound);
}

TEST_CASE("a journal that can be replayed is sound, and a damaged one is named", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  {
    const auto journal = Journal::open(db / "journal", 0, [](std::uint64_t, std::string_view) {
                           return Result<void>();
                         }).value();
    for (const auto* entry : {"一", "二", "三"}) REQUIRE(journal->commit(journal->append(entry)));
  }
  CHECK(examined(db).health == Health::Sound);
  flip(std::filesystem::directory_iterator(db / "journal")->path(), 60);
  const Diagnosis found = examined(db);
  CHECK(found.health == Health::Unusable);
  CHECK_THAT(told(found), Mentions("journal"));
}

TEST_CASE("a damaged index of another analyzer is written anew as a whole", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const Contents before = contents_of(db).value();
  REQUIRE(make_other_analyzer(db));
  CHECK(examined(db).health == Health::Sound);
  flip(std::filesystem::directory_iterator(db / "segments")->path() / "texts.bin", 70);
  CHECK(repair(db, analyzer()).value().health == Health::Repaired);
  CHECK(contents_of(db).value() == before);
}

TEST_CASE("an index of format 3 is looked through by its structure", "[keeping][doctor]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  REQUIRE(make_format_3(db));
  const Diagnosis found = examined(db);
  CHECK(found.health == Health::Sound);
  CHECK_THAT(told(found), Mentions("leian upgrade"));
  const auto segment = *std::filesystem::directory_iterator(db / "segments");
  flip(segment.path() / "lengths.bin", 0);
  CHECK(examined(db).health == Health::Repairable);
  CHECK(repair(db, analyzer()).value().health == Health::Repaired);
}
