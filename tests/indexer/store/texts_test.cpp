#include "indexer/store/texts.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

Texts written(const std::filesystem::path& path, const std::vector<std::vector<std::u16string>>& rows) {
  TextsBuilder builder;
  for (const auto& row : rows) {
    builder.begin_row();
    for (std::uint16_t field = 0; field < row.size(); ++field) builder.add(field, {row[field], {}, {}});
  }
  REQUIRE(builder.write(path));
  return Texts::open(path).value();
}

}  // namespace

TEST_CASE("texts come back by row and field", "[store][texts]") {
  const TempFolder folder;
  const Texts texts = written(folder / "texts.bin", {{u"标题", u"事实"}, {}, {u"", u"乙"}});
  REQUIRE(texts.rows() == 3);
  const auto first = texts.fields(0);
  REQUIRE(first.size() == 2);
  CHECK(first[0].units == u"标题");
  CHECK(first[1].field == 1);
  CHECK(first[1].units == u"事实");
  CHECK(texts.fields(1).empty());
  CHECK(texts.fields(2)[1].units == u"乙");
}

TEST_CASE("what is found in a row's texts lies within one of them", "[store][texts]") {
  const TempFolder folder;
  const Texts texts = written(folder / "texts.bin", {{u"张三借", u"款未还"}});
  CHECK(texts.all(0).find(u"张三借") != std::u16string_view::npos);
  CHECK(texts.all(0).find(u"借款") == std::u16string_view::npos);
}

TEST_CASE("every text knows its own paragraphs, in a joined file too", "[store][texts]") {
  const TempFolder folder;
  TextsBuilder builder;
  for (int row = 0; row < 2; ++row) {
    builder.begin_row();
    builder.add(0, {u"标题", {}, {}});
    builder.add(1, {u"甲。乙。丙。", {}, {2, 4}});
    builder.add(2, {u"丁。戊", {}, {2}});
  }
  REQUIRE(builder.write(folder / "texts.bin"));
  const Texts one = Texts::open(folder / "texts.bin").value();
  REQUIRE(write_joined(folder / "joined.bin", {&one, &one}));
  const Texts joined = Texts::open(folder / "joined.bin").value();
  for (std::uint32_t row = 0; row < joined.rows(); ++row) {
    const auto fields = joined.fields(row);
    REQUIRE(fields.size() == 3);
    CHECK(fields[0].paragraphs.empty());
    REQUIRE(fields[1].paragraphs.size() == 2);
    CHECK(fields[1].units.substr(fields[1].paragraphs[1] - fields[1].origin) == u"丙。");
    REQUIRE(fields[2].paragraphs.size() == 1);
    CHECK(fields[2].units.substr(fields[2].paragraphs[0] - fields[2].origin) == u"戊");
  }
}

TEST_CASE("joined files hold the rows of all parts in order", "[store][texts]") {
  const TempFolder folder;
  const Texts a = written(folder / "a.bin", {{u"甲"}, {u"乙"}});
  const Texts b = written(folder / "b.bin", {{u"丙"}});
  REQUIRE(write_joined(folder / "joined.bin", {&a, &b}));
  const Texts joined = Texts::open(folder / "joined.bin").value();
  REQUIRE(joined.rows() == 3);
  CHECK(joined.fields(1)[0].units == u"乙");
  CHECK(joined.fields(2)[0].units == u"丙");
}

TEST_CASE("a texts file cut short is refused", "[store][texts]") {
  const TempFolder folder;
  written(folder / "texts.bin", {{u"标题", u"事实"}});
  const std::string bytes = leian::test::file_bytes(folder / "texts.bin");
  for (std::size_t size = 0; size < bytes.size(); size += 3)
    CHECK_FALSE(Texts::open(folder.write("cut.bin", bytes.substr(0, size))));
}
