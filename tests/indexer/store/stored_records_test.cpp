#include "indexer/store/stored_records.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

StoredRecords written(const std::filesystem::path& path, const std::vector<std::string>& records) {
  auto writer = StoredRecordsWriter::create(path).value();
  for (const std::string& json : records) REQUIRE(writer.add(json));
  REQUIRE(writer.finish());
  return StoredRecords::open(path).value();
}

}  // namespace

TEST_CASE("a record comes back byte for byte", "[store][records]") {
  const TempFolder folder;
  const std::vector<std::string> jsons{R"({"id":"甲"})", "", std::string(300'000, 'x')};
  const StoredRecords records = written(folder / "records.bin", jsons);
  REQUIRE(records.rows() == 3);
  for (std::uint32_t row = 0; row < 3; ++row) CHECK(records.json(row).value() == jsons[row]);
}

TEST_CASE("records are taken over from other files in order", "[store][records]") {
  const TempFolder folder;
  const StoredRecords a = written(folder / "a.bin", {"甲", "乙"});
  const StoredRecords b = written(folder / "b.bin", {"丙"});
  auto writer = StoredRecordsWriter::create(folder / "joined.bin").value();
  REQUIRE(writer.add_all(a));
  REQUIRE(writer.add_all(b));
  REQUIRE(writer.finish());
  const StoredRecords joined = StoredRecords::open(folder / "joined.bin").value();
  REQUIRE(joined.rows() == 3);
  CHECK(joined.json(1).value() == "乙");
  CHECK(joined.json(2).value() == "丙");
}

TEST_CASE("a records file cut short is refused", "[store][records]") {
  const TempFolder folder;
  written(folder / "records.bin", {"甲", "乙"});
  const std::string bytes = leian::test::file_bytes(folder / "records.bin");
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_FALSE(StoredRecords::open(folder.write("cut.bin", bytes.substr(0, size))));
}

TEST_CASE("a damaged record is an error and not a crash", "[store][records]") {
  const TempFolder folder;
  written(folder / "records.bin", {R"({"id":"a","title":"物业纠纷"})"});
  std::string bytes = leian::test::file_bytes(folder / "records.bin");
  bytes[0] ^= 1;
  const auto records = StoredRecords::open(folder.write("damaged.bin", bytes)).value();
  const auto json = records.json(0);
  REQUIRE_FALSE(json);
  CHECK(json.error().code == ErrorCode::IndexDamaged);
}
