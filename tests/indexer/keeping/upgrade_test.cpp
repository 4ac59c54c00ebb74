#include "indexer/keeping/upgrade.hpp"

#include "indexer/keeping/doctor.hpp"
#include "indexer/store/index_writer.hpp"
#include "tests/support/two_segments.hpp"

using namespace leian;
using namespace leian::test;

TEST_CASE("an index of format 3 is read and written as it is, and upgraded", "[keeping][upgrade]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  Contents before = contents_of(db).value();
  REQUIRE(make_format_3(db));
  CHECK(read_manifest(db).value().format == 3);
  CHECK(contents_of(db).value() == before);
  SECTION("at once") {}
  SECTION("after having been written to") {
    REQUIRE(take_in(db, petition_lines(100, 2)));
    before = contents_of(db).value();
    CHECK(before.size() == 67);
    CHECK(read_manifest(db).value().format == kIndexFormat);
  }
  const UpgradeSummary summary = upgrade_index(db, analyzer(), 2).value();
  CHECK(summary.needed);
  CHECK(summary.format == kIndexFormat);
  CHECK(summary.records == before.size());
  CHECK(contents_of(db).value() == before);
  CHECK(examine(db, *analyzer()).value().findings.empty());
  CHECK_FALSE(upgrade_index(db, analyzer(), 2).value().needed);
}

TEST_CASE("an index of another analyzer is refused with what to run, and opens after that",
          "[keeping][upgrade]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const Contents before = contents_of(db).value();
  REQUIRE(make_other_analyzer(db));
  const auto refused = contents_of(db);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::IndexFormat);
  CHECK_THAT(refused.error().hint.en, Mentions("leian upgrade"));
  CHECK(upgrade_index(db, analyzer(), 1).value().needed);
  CHECK(contents_of(db).value() == before);
  CHECK(examine(db, *analyzer()).value().findings.empty());
}

TEST_CASE("records keep their order through an upgrade", "[keeping][upgrade]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  const auto ids = [&] {
    const auto index = Index::open(db, analyzer()).value();
    const auto lease = index->lease().value();
    std::vector<std::string> in_order;
    for (std::uint32_t s = 0; s < lease.snapshot().segments().size(); ++s)
      for (std::uint32_t row = 0; row < lease.snapshot().segments()[s].rows(); ++row)
        if (lease.snapshot().segments()[s].is_live(row))
          in_order.push_back(read_record(lease, {s, row}).value().id);
    return in_order;
  };
  const auto before = ids();
  REQUIRE(make_format_3(db));
  REQUIRE(upgrade_index(db, analyzer(), 2));
  CHECK(ids() == before);
}

TEST_CASE("an upgrade that meets a damaged record leaves the index as it was", "[keeping][upgrade]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  REQUIRE(make_format_3(db));
  const auto manifest = file_bytes(db / "MANIFEST");
  for (const auto& segment : std::filesystem::directory_iterator(db / "segments"))
    flip(segment.path() / "records.bin", 40);
  const auto upgraded = upgrade_index(db, analyzer(), 1);
  REQUIRE_FALSE(upgraded);
  CHECK(upgraded.error().code == ErrorCode::IndexDamaged);
  CHECK(file_bytes(db / "MANIFEST") == manifest);
  CHECK(std::distance(std::filesystem::directory_iterator(db / "segments"), {}) == 2);
}

TEST_CASE("only one process upgrades, and not while another writes", "[keeping][upgrade]") {
  const TempFolder folder;
  const auto db = two_segments(folder);
  REQUIRE(make_format_3(db));
  const auto lock = FolderLock::take(db).value();
  CHECK(upgrade_index(db, analyzer(), 1).error().code == ErrorCode::IndexLocked);
  CHECK(upgrade_index(folder / "none", analyzer(), 1).error().code == ErrorCode::IndexMissing);
  CHECK_FALSE(std::filesystem::exists(folder / "none"));
}
