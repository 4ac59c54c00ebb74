#include "indexer/store/index_writer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <thread>

#include "indexer/store/index.hpp"
#include "indexer/store/merge.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

std::shared_ptr<const Analyzer> analyzer() {
  static const auto loaded = Analyzer::load().value();
  return loaded;
}

const KindSet& kinds() {
  static const KindSet loaded = KindSet::load().value();
  return loaded;
}

std::unique_ptr<IndexWriter> writer_for(const TempFolder& folder) {
  return IndexWriter::open(folder / "db", kinds(), analyzer()).value();
}

/// Adds a segment with one petition per id.
void add(IndexWriter& writer, const std::vector<std::string>& ids) {
  const std::string name = writer.new_segment_name();
  auto segment = SegmentWriter::create(segment_folder(writer.folder(), name), writer.schema()).value();
  for (const std::string& id : ids) {
    const nlohmann::json row = {{"id", id}, {"body", "正文" + id}};
    const Record record = record_from_json(kinds(), kinds().find("petition").value(), row).value();
    const std::string json = to_json(record).dump();
    REQUIRE(segment.add(record, json, content_hash(json)));
  }
  REQUIRE(segment.finish());
  writer.add_segment(name, static_cast<std::uint32_t>(ids.size()));
}

std::vector<std::string> ids_in(Index& index) {
  const auto lease = index.lease().value();
  std::vector<std::string> ids;
  for (std::size_t s = 0; s < lease.snapshot().segments().size(); ++s) {
    const SegmentView& view = lease.snapshot().segments()[s];
    for (std::uint32_t row = 0; row < view.rows(); ++row)
      if (view.is_live(row))
        ids.push_back(read_record(lease, {static_cast<std::uint32_t>(s), row}).value().id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

void erase(IndexWriter& writer, const std::string& id) {
  const auto lease = ReaderLease::take(writer.shared_snapshot()).value();
  const auto at = find_row(lease, id).value();
  REQUIRE(at);
  writer.delete_row(lease.snapshot().segments()[at->segment].segment->name(), at->row);
}

std::size_t count_entries(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("nothing is visible before it is published, and all of it after", "[store][writer]") {
  const TempFolder folder;
  const auto writer = writer_for(folder);
  REQUIRE(writer->publish());
  const auto index = Index::open(folder / "db", analyzer()).value();
  add(*writer, {"a", "b"});
  CHECK(ids_in(*index).empty());
  REQUIRE(writer->publish());
  const auto fresh = Index::open(folder / "db", analyzer()).value();
  CHECK(ids_in(*fresh) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("a reader keeps its generation while newer ones are published and merged", "[store][writer]") {
  const TempFolder folder;
  const auto writer = writer_for(folder);
  add(*writer, {"a"});
  REQUIRE(writer->publish());
  const auto index = Index::open(folder / "db", analyzer()).value();
  const auto lease = index->lease().value();
  for (int i = 0; i < 4; ++i) {
    add(*writer, {fmt::format("x{}", i)});
    REQUIRE(writer->publish());
    REQUIRE(writer->merge());
  }
  CHECK(lease.snapshot().live_rows() == 1);
  CHECK(read_record(lease, {0, 0}).value().id == "a");
}

TEST_CASE("an open index picks up a new generation by itself", "[store][writer]") {
  const TempFolder folder;
  const auto writer = writer_for(folder);
  add(*writer, {"a"});
  REQUIRE(writer->publish());
  const auto index = Index::open(folder / "db", analyzer()).value();
  add(*writer, {"b"});
  REQUIRE(writer->publish());
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (ids_in(*index).size() < 2 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(ids_in(*index) == std::vector<std::string>{"a", "b"});
}

TEST_CASE("deleted records are gone, through merges too, and their segments with the last of them",
          "[store][writer]") {
  const TempFolder folder;
  const auto writer = writer_for(folder);
  add(*writer, {"a", "b", "c"});
  add(*writer, {"d"});
  REQUIRE(writer->publish());
  erase(*writer, "b");
  erase(*writer, "d");
  REQUIRE(writer->publish());
  CHECK(writer->snapshot().segments().size() == 1);
  add(*writer, {"e", "f"});
  REQUIRE(writer->publish());
  REQUIRE(writer->merge());
  const auto index = Index::open(folder / "db", analyzer()).value();
  CHECK(ids_in(*index) == std::vector<std::string>{"a", "c", "e", "f"});
}

TEST_CASE("a merge that meets many deletions writes the living anew", "[store][writer]") {
  const TempFolder folder;
  const auto writer = writer_for(folder);
  add(*writer, {"a", "b", "c", "d"});
  add(*writer, {"e", "f"});
  REQUIRE(writer->publish());
  for (const auto* id : {"a", "b", "e"}) erase(*writer, id);
  REQUIRE(writer->publish());
  REQUIRE(writer->merge());
  CHECK(writer->snapshot().segments().size() == 1);
  CHECK(writer->snapshot().rows() == 3);
  const auto index = Index::open(folder / "db", analyzer()).value();
  CHECK(ids_in(*index) == std::vector<std::string>{"c", "d", "f"});
}

TEST_CASE("what a killed run left behind is cleared away by the next writer", "[store][writer]") {
  const TempFolder folder;
  {
    const auto writer = writer_for(folder);
    add(*writer, {"a"});
    REQUIRE(writer->publish());
    add(*writer, {"lost"});  // never published
  }
  CHECK(count_entries(folder / "db/segments") == 2);
  const auto writer = writer_for(folder);
  CHECK(count_entries(folder / "db/segments") == 1);
}

TEST_CASE("segments merge when the smaller ones are worth a rewrite of the larger", "[store][merge]") {
  const auto names = [](std::vector<std::uint32_t> sizes) {
    std::vector<SegmentEntry> entries;
    for (std::size_t i = 0; i < sizes.size(); ++i) entries.push_back({fmt::format("{}", i), sizes[i], "", 0});
    std::string joined;
    for (const SegmentEntry& entry : segments_to_merge(entries)) joined += entry.name;
    return joined;
  };
  CHECK(names({}) == "");
  CHECK(names({100}) == "");
  CHECK(names({100, 100}) == "01");
  CHECK(names({1000, 100}) == "");
  CHECK(names({800, 100, 60, 50}) == "0123");
  CHECK(names({10000, 10, 10}) == "12");
}
