#include "indexer/learn/row_profiles.hpp"

#include <fstream>

#include "corpora/core/files.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

namespace {

const std::vector<std::vector<StoredCauseWeight>> kRows{{{3, 60000}, {1, 20000}}, {}, {{0, 65535}}};

void write(const std::filesystem::path& path) {
  RowProfilesBuilder builder;
  for (const auto& row : kRows) builder.add_row(row);
  REQUIRE(builder.write(path, 4));
}

void put_bytes(const std::filesystem::path& path, std::size_t at, std::uint32_t value) {
  std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(static_cast<std::streamoff>(at));
  file.write(reinterpret_cast<const char*>(&value), sizeof value);
}

}  // namespace

TEST_CASE("profiles are read as they were written", "[learn][row_profiles]") {
  const TempFolder folder;
  write(folder / "p");
  const auto profiles = RowProfiles::open(folder / "p");
  REQUIRE(profiles);
  CHECK(profiles->rows() == 3);
  CHECK(profiles->causes() == 4);
  CHECK(profiles->is_whole());
  REQUIRE(profiles->row(0).size() == 2);
  CHECK(profiles->row(0)[1].cause == 1);
  CHECK(profiles->row(0)[1].weight() == Approx(20000.0 / 65535));
  CHECK(profiles->row(1).empty());
  CHECK(profiles->row(2)[0].weight() == 1);
}

TEST_CASE("builders side by side give the rows of one after the other", "[learn][row_profiles]") {
  const TempFolder folder;
  write(folder / "one");
  RowProfilesBuilder first, second, all;
  first.add_row(kRows[0]);
  second.add_row(kRows[1]);
  second.add_row(kRows[2]);
  all.add_all(first);
  all.add_all(second);
  REQUIRE(all.write(folder / "two", 4));
  CHECK(read_file(folder / "one").value() == read_file(folder / "two").value());
}

TEST_CASE("a cut or grown file is refused", "[learn][row_profiles]") {
  const TempFolder folder;
  write(folder / "p");
  const auto size = std::filesystem::file_size(folder / "p");
  for (const std::size_t other : {std::size_t{0}, std::size_t{10}, size - 1, size + 4}) {
    write(folder / "p");
    std::filesystem::resize_file(folder / "p", other);
    CAPTURE(other);
    CHECK_FALSE(RowProfiles::open(folder / "p"));
  }
}

TEST_CASE("a row whose bytes changed is empty, never read beyond the file", "[learn][row_profiles]") {
  const TempFolder folder;
  const std::size_t starts = sizeof(RowProfilesHead);
  const std::size_t parts = starts + 4 * sizeof(std::uint32_t);
  write(folder / "p");
  put_bytes(folder / "p", starts + sizeof(std::uint32_t), 0xFFFF'FFF0);
  const auto wild_start = RowProfiles::open(folder / "p");
  REQUIRE(wild_start);
  CHECK(wild_start->row(0).empty());
  CHECK(wild_start->row(1).empty());
  CHECK_FALSE(wild_start->is_whole());

  write(folder / "p");
  put_bytes(folder / "p", parts, 0x0001'0004);  // cause 4 of 4
  const auto wild_cause = RowProfiles::open(folder / "p");
  REQUIRE(wild_cause);
  CHECK(wild_cause->row(0).empty());
  CHECK(wild_cause->row(2).size() == 1);
}
