#include "indexer/store/columns.hpp"

#include <cmath>

#include "indexer/store/column_builder.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

ColumnFile written(const TempFolder& folder, const ColumnBuilder& builder) {
  const auto path = folder / "test.col";
  REQUIRE(builder.write(path));
  auto file = ColumnFile::open(path);
  REQUIRE(file);
  return std::move(*file);
}

std::vector<std::string> strings_of(const Column& column, std::uint32_t row) {
  std::vector<std::string> values;
  for (auto at = column.begin(row); at < column.begin(row + 1); ++at)
    values.emplace_back(column.entry(column.ordinal(at)));
  return values;
}

}  // namespace

TEST_CASE("a dictionary column gives back each row's value, sorted entries, and nothing where nothing was",
          "[store][columns]") {
  const TempFolder folder;
  ColumnBuilder builder(ColumnShape::Dictionary, false);
  builder.add({std::string("盗窃罪")});
  builder.add({});
  builder.add({std::string("诈骗罪")});
  builder.add({std::string("盗窃罪")});
  const auto file = written(folder, builder);
  const Column& column = file.column();
  REQUIRE(column.rows() == 4);
  CHECK(strings_of(column, 0) == std::vector<std::string>{"盗窃罪"});
  CHECK(column.ordinal(1) == 0);
  CHECK(column.ordinal(0) == column.ordinal(3));
  CHECK(column.ordinal_of("诈骗罪") == column.ordinal(2));
  CHECK_FALSE(column.ordinal_of("抢劫罪"));
  for (std::uint32_t i = 1; i < column.entries(); ++i) CHECK(column.entry(i - 1) < column.entry(i));
}

TEST_CASE("ordinals are as wide as the number of entries asks for", "[store][columns]") {
  const TempFolder folder;
  const auto distinct = GENERATE(10, 255, 256, 300, 65535, 65536, 70000);
  ColumnBuilder builder(ColumnShape::Dictionary, false);
  for (int i = 0; i < distinct; ++i) builder.add({fmt::format("value {:06}", i)});
  const auto file = written(folder, builder);
  for (const int row : {0, distinct / 2, distinct - 1})
    CHECK(strings_of(file.column(), static_cast<std::uint32_t>(row)).front() ==
          fmt::format("value {:06}", row));
}

TEST_CASE("a list column keeps every value of every row", "[store][columns]") {
  const TempFolder folder;
  ColumnBuilder builder(ColumnShape::Dictionary, true);
  builder.add({std::string("自首"), std::string("坦白")});
  builder.add({});
  builder.add({std::string("坦白")});
  const auto file = written(folder, builder);
  CHECK(strings_of(file.column(), 0) == std::vector<std::string>{"自首", "坦白"});
  CHECK(strings_of(file.column(), 1).empty());
  CHECK(strings_of(file.column(), 2) == std::vector<std::string>{"坦白"});
}

TEST_CASE("days, fen, seconds and numbers come back as they went in", "[store][columns]") {
  const TempFolder folder;
  SECTION("days") {
    ColumnBuilder builder(ColumnShape::Int32, false);
    builder.add({*Date::of(2017, 9, 30)});
    builder.add({});
    const auto file = written(folder, builder);
    CHECK(file.column().days()[0] == Date::of(2017, 9, 30)->days);
    CHECK(std::isnan(file.column().ordered(1)));
  }
  SECTION("fen") {
    ColumnBuilder builder(ColumnShape::Int64, false);
    builder.add({Fen{300'00}});
    builder.add({});
    const auto file = written(folder, builder);
    CHECK(file.column().ordered(0) == 30000);
    CHECK(file.column().integers()[1] == kNoInteger);
  }
  SECTION("numbers") {
    ColumnBuilder builder(ColumnShape::Double, false);
    builder.add({7.5});
    builder.add({});
    const auto file = written(folder, builder);
    CHECK(file.column().numbers()[0] == 7.5);
    CHECK(std::isnan(file.column().numbers()[1]));
  }
}

TEST_CASE("rows copied from another column, or from none, equal the originals", "[store][columns]") {
  const TempFolder folder;
  ColumnBuilder single(ColumnShape::Dictionary, false);
  single.add({std::string("甲")});
  single.add({});
  const auto from = written(folder, single);
  ColumnBuilder list(ColumnShape::Dictionary, true);  // the field became a list since
  list.add(&from.column(), 0);
  list.add(&from.column(), 1);
  list.add(static_cast<const Column*>(nullptr), 0);
  const TempFolder elsewhere;
  const auto copy = written(elsewhere, list);
  CHECK(strings_of(copy.column(), 0) == std::vector<std::string>{"甲"});
  CHECK(strings_of(copy.column(), 1).empty());
  CHECK(strings_of(copy.column(), 2).empty());
}

TEST_CASE("a column cut short anywhere is refused", "[store][columns]") {
  const TempFolder folder;
  ColumnBuilder builder(ColumnShape::Dictionary, true);
  for (int i = 0; i < 50; ++i) builder.add({fmt::format("{}", i), std::string("x")});
  REQUIRE(builder.write(folder / "whole.col"));
  const std::string bytes = leian::test::file_bytes(folder / "whole.col");
  for (std::size_t size = 0; size + 8 < bytes.size(); size += 7) {
    CAPTURE(size);
    const auto opened = ColumnFile::open(folder.write("cut.col", bytes.substr(0, size)));
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == ErrorCode::IndexDamaged);
  }
}
