#include "indexer/store/titles.hpp"

#include "indexer/analysis/analyzer.hpp"
#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

std::vector<std::string> lines_of(const Titles& titles) {
  std::vector<std::string> lines;
  for (std::size_t title = 0; title < titles.size(); ++title) {
    std::string line = to_utf8(titles.text(title));
    for (const std::uint32_t row : titles.rows(title)) line += " " + std::to_string(row);
    lines.push_back(std::move(line));
  }
  return lines;
}

void write(const std::filesystem::path& path, const std::vector<std::u16string>& titles) {
  TitlesBuilder builder;
  for (std::uint32_t row = 0; row < titles.size(); ++row) builder.add(row, titles[row]);
  REQUIRE(builder.write(path));
}

}  // namespace

TEST_CASE("titles are kept in order, each once with its rows", "[indexer][store][titles]") {
  const TempFolder folder;
  write(folder / "titles.bin", {u"乙", u"甲案", u"", u"乙", u"甲", std::u16string(200, u'丙')});
  const auto titles = Titles::open(folder / "titles.bin");
  REQUIRE(titles);
  std::string longest;
  for (std::size_t i = 0; i < kMaxTitle; ++i) longest += "丙";
  CHECK(lines_of(*titles) == std::vector<std::string>{longest + " 5", "乙 0 3", "甲 4", "甲案 1"});
}

TEST_CASE("joined titles are those of all parts, rows counted on", "[indexer][store][titles]") {
  const TempFolder folder;
  write(folder / "a", {u"乙", u"甲"});
  write(folder / "b", {});
  write(folder / "c", {u"甲", u"丁", u"乙"});
  std::vector<Titles> parts;
  for (const char* name : {"a", "b", "c"}) parts.push_back(Titles::open(folder / name).value());
  REQUIRE(write_joined(folder / "all", {{&parts[0], 0}, {&parts[1], 2}, {&parts[2], 2}}));
  CHECK(lines_of(Titles::open(folder / "all").value()) ==
        std::vector<std::string>{"丁 3", "乙 0 4", "甲 1 2"});
}

TEST_CASE("a file of titles that is cut short or is no such file is an error", "[indexer][store][titles]") {
  const TempFolder folder;
  write(folder / "titles.bin", {u"乙", u"甲"});
  const std::string whole = leian::test::file_bytes(folder / "titles.bin");
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    CAPTURE(bytes);
    const auto cut = Titles::open(folder.write("cut.bin", whole.substr(0, bytes)));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().code == ErrorCode::IndexDamaged);
  }
  // Wherever a byte is wrong, reading stays within the file.
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string wrong = whole;
    wrong[at] = static_cast<char>(~wrong[at]);
    const auto titles = Titles::open(folder.write("wrong.bin", wrong));
    if (titles) CHECK(lines_of(*titles).size() == titles->size());
  }
}
