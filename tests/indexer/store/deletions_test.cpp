#include "indexer/store/deletions.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

TEST_CASE("deletions come back bit for bit", "[store][deletions]") {
  const TempFolder folder;
  RowBits bits = no_rows(1000);
  for (const std::uint32_t row : {0u, 63u, 64u, 500u, 999u}) set_bit(bits, row);
  REQUIRE(write_deletions(folder / "d", bits));
  CHECK(read_deletions(folder / "d", 1000).value() == bits);
}

TEST_CASE("a flipped bit, a cut file and a row beyond the segment are refused", "[store][deletions]") {
  const TempFolder folder;
  RowBits bits = no_rows(1000);
  set_bit(bits, 999);
  REQUIRE(write_deletions(folder / "d", bits));
  std::string bytes = leian::test::file_bytes(folder / "d");
  CHECK(read_deletions(folder / "d", 999).error().code == ErrorCode::IndexDamaged);
  CHECK_FALSE(read_deletions(folder.write("cut", bytes.substr(0, bytes.size() - 1)), 1000));
  bytes.back() = static_cast<char>(bytes.back() ^ 1);
  CHECK_FALSE(read_deletions(folder.write("flipped", bytes), 1000));
  CHECK_FALSE(read_deletions(folder / "absent", 1000));
}
