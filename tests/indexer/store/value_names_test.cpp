#include "indexer/store/value_names.hpp"

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;

namespace {

const Analyzer& analyzer() {
  static const auto loaded = Analyzer::load().value();
  return *loaded;
}

void fill(ValueNamesBuilder& names) {
  names.begin_set("organ");
  names.add("");
  names.add("瀋陽市中級人民法院");
  names.add("大連市調解委員會");
  names.begin_set("empty");
  names.begin_set("handler");
  names.add("ＡＢ");
}

/// `text set name` of every place in the order.
std::vector<std::string> lines_of(const ValueNames& names) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < names.size(); ++at)
    lines.push_back(to_utf8(names.text(at)) + " " + names.sets()[names.set_of(names.start(at).name)] + " " +
                    std::to_string(names.start(at).name));
  return lines;
}

}  // namespace

TEST_CASE("names stand in order once for each of their words", "[indexer][store][names]") {
  const TempFolder folder;
  ValueNamesBuilder builder(analyzer());
  fill(builder);
  REQUIRE(builder.write(folder / "names.bin"));
  const auto names = ValueNames::open(folder / "names.bin");
  REQUIRE(names);
  const auto lines = lines_of(*names);
  CHECK(std::is_sorted(lines.begin(), lines.end()));
  CHECK(lines.front() == "ab handler 3");
  const auto has = [&](const std::string& line) {
    return std::find(lines.begin(), lines.end(), line) != lines.end();
  };
  CHECK(has("沈阳市中级人民法院 organ 1"));
  CHECK(has("大连市调解委员会 organ 2"));
  CHECK(has("调解委员会 organ 2"));
  REQUIRE(names->names() == 4);
  CHECK(names->folded(0).empty());
  CHECK(names->sets() == std::vector<std::string>{"organ", "empty", "handler"});
  CHECK(names->first(1) == names->end(1));
  CHECK(names->end(2) == 4);
}

TEST_CASE("names in memory are those of the file", "[indexer][store][names]") {
  const TempFolder folder;
  ValueNamesBuilder written(analyzer()), taken(analyzer());
  fill(written);
  fill(taken);
  REQUIRE(written.write(folder / "names.bin"));
  CHECK(lines_of(ValueNames::open(folder / "names.bin").value()) == lines_of(taken.take()));
  ValueNamesBuilder none(analyzer());
  CHECK(none.take().size() == 0);
  CHECK(ValueNames().names() == 0);
}

TEST_CASE("a file of names that is cut short is an error, and any other damage is survived",
          "[indexer][store][names]") {
  const TempFolder folder;
  ValueNamesBuilder builder(analyzer());
  fill(builder);
  REQUIRE(builder.write(folder / "names.bin"));
  const std::string whole = leian::test::file_bytes(folder / "names.bin");
  for (std::size_t bytes = 0; bytes < whole.size(); ++bytes) {
    CAPTURE(bytes);
    const auto cut = ValueNames::open(folder.write("cut.bin", whole.substr(0, bytes)));
    REQUIRE_FALSE(cut);
    CHECK(cut.error().code == ErrorCode::IndexDamaged);
  }
  for (std::size_t byte = 0; byte < whole.size(); ++byte)
    for (const char mask : {'\x01', '\x80', '\xff'}) {
      std::string damaged = whole;
      damaged[byte] = static_cast<char>(damaged[byte] ^ mask);
      const auto names = ValueNames::open(folder.write("damaged.bin", damaged));
      if (!names) continue;
      for (std::size_t at = 0; at < names->size(); ++at) CHECK(names->text(at).size() <= kMaxNameUnits * 10);
      for (std::uint32_t name = 0; name < names->names(); ++name)
        CHECK(names->set_of(name) < names->sets().size());
    }
}
