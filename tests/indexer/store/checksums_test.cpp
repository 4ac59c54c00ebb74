#include "indexer/store/checksums.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

TEST_CASE("a checksum does not depend on the pieces it came in", "[store][checksums]") {
  const TempFolder folder;
  const std::string bytes(3'000'001, 'x');
  Checksum checksum;
  for (std::size_t at = 0; at < bytes.size(); at += 77'777)
    checksum.add(std::string_view(bytes).substr(at, 77'777));
  CHECK(checksum.hex() == checksum128(bytes));
  const FileSum sum = sum_of_file(folder.write("a", bytes)).value();
  CHECK(sum == FileSum{bytes.size(), checksum128(bytes)});
  CHECK(checksum128("") != checksum128(std::string(1, '\0')));
}

TEST_CASE("what cannot be read has no checksum", "[store][checksums]") {
  const TempFolder folder;
  CHECK(sum_of_file(folder / "none").error().code == ErrorCode::NotFound);
  CHECK(sum_of_file(folder.path()).error().code == ErrorCode::Io);
}

TEST_CASE("a checked text gives its body back, and no other text does", "[store][checksums]") {
  const std::string checked = with_checksum("内容");
  CHECK(body_of(checked) == std::optional<std::string_view>("内容"));
  for (std::size_t i = 0; i < checked.size(); ++i) {
    std::string damaged = checked;
    damaged[i] = static_cast<char>(damaged[i] ^ 1);
    CHECK_FALSE(body_of(damaged));
    CHECK_FALSE(body_of(checked.substr(0, i)));
  }
}
