#include "indexer/store/pins.hpp"

#include "indexer/schema/layout.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

Manifest manifest_of(const std::vector<std::string>& segments) {
  Manifest manifest;
  manifest.format = kIndexFormat;
  for (const std::string& name : segments) manifest.segments.push_back({name, 1, name + "-1", 0});
  return manifest;
}

std::size_t entries(const std::filesystem::path& folder) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
}

}  // namespace

TEST_CASE("clean-up spares what the generation or a living pin names", "[store][pins]") {
  const TempFolder folder;
  for (const auto* name : {"000001", "000002", "000003", "000004"}) {
    folder.write(std::string("segments/") + name + "/records.bin", "x");
    folder.write(std::string("deletions/") + name + "-1", "x");
  }
  {
    Pin pin = Pin::take(folder.path()).value();
    REQUIRE(pin.hold(manifest_of({"000001"})));
    remove_unnamed(folder.path(), manifest_of({"000002"}));
    CHECK(entries(folder / "segments") == 2);
    CHECK(std::filesystem::exists(folder / "segments/000001"));
    CHECK(std::filesystem::exists(folder / "deletions/000001-1"));
    CHECK_FALSE(std::filesystem::exists(folder / "deletions/000003-1"));
    REQUIRE(pin.hold(manifest_of({"000003"})));
    CHECK(pinned_names(folder.path()) == std::set<std::string>{"000003", "000003-1"});
  }
  CHECK(entries(folder / "pins") == 0);
  remove_unnamed(folder.path(), manifest_of({"000002"}));
  CHECK(entries(folder / "segments") == 1);
}

TEST_CASE("a pin whose owner died holds nothing and goes", "[store][pins]") {
  const TempFolder folder;
  folder.write("pins/1-1", "000001\n");
  CHECK(pinned_names(folder.path()).empty());
  CHECK(entries(folder / "pins") == 0);
}
