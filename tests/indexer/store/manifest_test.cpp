#include "indexer/store/manifest.hpp"

#include <nlohmann/json.hpp>

#include "indexer/schema/layout.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

Manifest sample() {
  Manifest manifest;
  manifest.format = kIndexFormat;
  manifest.generation = 7;
  manifest.analyzer = "1-abc";
  manifest.next_segment = 12;
  manifest.kinds = {"{}"};
  manifest.segments = {{"000001", 100, "000001-7", 3}, {"000011", 5, "", 0}};
  manifest.models = {{"case-7", "case", {1234, "ab"}, {{"000001", {56, "cd"}}, {"000011", {78, "ef"}}}}};
  return manifest;
}

}  // namespace

TEST_CASE("a manifest comes back as it was written", "[store][manifest]") {
  const TempFolder folder;
  REQUIRE(write_manifest(folder.path(), sample()));
  const Manifest back = read_manifest(folder.path()).value();
  CHECK(back.generation == 7);
  CHECK(back.analyzer == "1-abc");
  CHECK(back.next_segment == 12);
  CHECK(back.segments.at(0).deletions == "000001-7");
  CHECK(back.live_rows() == 102);
  CHECK(back == sample());
  CHECK_FALSE(std::filesystem::exists(folder / "MANIFEST.new"));
}

TEST_CASE("a folder without a manifest holds no index", "[store][manifest]") {
  const TempFolder folder;
  CHECK(read_manifest(folder.path()).error().code == ErrorCode::IndexMissing);
}

TEST_CASE("every flipped byte and every cut of a manifest is noticed", "[store][manifest]") {
  const TempFolder folder;
  REQUIRE(write_manifest(folder.path(), sample()));
  const std::string bytes = leian::test::file_bytes(folder / "MANIFEST");
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 4);
    folder.write("MANIFEST", damaged);
    CAPTURE(i);
    REQUIRE_FALSE(read_manifest(folder.path()));
    folder.write("MANIFEST", bytes.substr(0, i));
    REQUIRE_FALSE(read_manifest(folder.path()));
  }
}

TEST_CASE("a newer format is refused and named as such, whatever its checksum", "[store][manifest]") {
  const TempFolder folder;
  folder.write("MANIFEST", "of-a-later-age\n" + nlohmann::json{{"format", kIndexFormat + 1}}.dump());
  const auto read = read_manifest(folder.path());
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::IndexFormat);
}

TEST_CASE("an older format is refused and named as such", "[store][manifest]") {
  const TempFolder folder;
  Manifest manifest;
  manifest.format = kOldestFormat - 1;
  REQUIRE(write_manifest(folder.path(), manifest));
  const auto read = read_manifest(folder.path());
  REQUIRE_FALSE(read);
  CHECK(read.error().code == ErrorCode::IndexFormat);
}
