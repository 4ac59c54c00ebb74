#include <unistd.h>

#include <random>

#include "tests/corpora/readers/read_all.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using namespace leian::test;

namespace {

std::string random_bytes(std::size_t count) {
  std::mt19937 random(7);
  std::string bytes(count, '\0');
  for (char& byte : bytes) byte = static_cast<char>(random());
  return bytes;
}

}  // namespace

TEST_CASE("a file that cannot be read is one clear error", "[readers]") {
  const TempFolder folder;
  struct Case {
    std::filesystem::path file;
    ErrorCode code;
    std::string reason;
  };
  std::filesystem::create_directory(folder.path() / "folder.csv");
  std::filesystem::create_symlink("loop.csv", folder.path() / "loop.csv");
  const std::vector<Case> cases{
      {folder.path() / "absent.csv", ErrorCode::NotFound, "no such file"},
      {folder.path() / "folder.csv", ErrorCode::Io, "cannot read"},
      {folder.path() / "loop.csv", ErrorCode::Io, "cannot read"},
      {folder.write("empty.csv", ""), ErrorCode::BadInput, "is empty"},
      {folder.write("blank.jsonl", "\n \r\n\t"), ErrorCode::BadInput, "is empty"},
      {folder.write("mark.csv", "\xEF\xBB\xBF"), ErrorCode::BadInput, "is empty"},
      {folder.write("random.jsonl", random_bytes(100'000)), ErrorCode::Unsupported, "not a text file"},
      {folder.write("zeros.csv", std::string(5000, '\0')), ErrorCode::Unsupported, "not a text file"},
      {folder.write("zip.csv", "PK\x03\x04 and so on"), ErrorCode::BadInput, "damaged or incomplete"},
      {folder.write("notes.md", "# notes"), ErrorCode::Unsupported, "ending"},
      {folder.write("notes", "notes"), ErrorCode::Unsupported, "ending"},
  };
  for (const Case& bad : cases) {
    CAPTURE(bad.file);
    const auto reader = open_rows(bad.file);
    REQUIRE(!reader);
    CHECK(reader.error().code == bad.code);
    CHECK_THAT(reader.error().what.en, Mentions(bad.reason));
    CHECK_THAT(reader.error().what.zh, Mentions(bad.file.filename().string()));
    CHECK(!reader.error().hint.empty());
  }
}

TEST_CASE("a file without permission says so", "[readers]") {
  if (::geteuid() == 0) return;  // root reads everything
  const TempFolder folder;
  const auto file = folder.write("a.csv", "a\n1\n");
  std::filesystem::permissions(file, std::filesystem::perms::none);
  const auto reader = open_rows(file);
  REQUIRE(!reader);
  CHECK(reader.error().code == ErrorCode::Io);
}

TEST_CASE("folders are walked in order, and what is passed over is named", "[readers][inputs]") {
  const TempFolder folder;
  for (const char* name : {"b.csv", "a/z.jsonl", "a/.hidden.csv", "a/B.JSON", "~$b.csv", "c.tsv.tmp",
                           "d.csv.part", ".git/x.csv", "e.csv.swp", "Thumbs.db", "readme.md", "f.csv~"})
    folder.write(name, "x");
  const auto found = list_inputs({folder.path()});
  REQUIRE(found);
  const auto names = [&](const std::vector<std::filesystem::path>& files) {
    std::vector<std::string> all;
    for (const auto& file : files) all.push_back(file.lexically_relative(folder.path()).string());
    return all;
  };
  CHECK(names(found->files) == std::vector<std::string>{"a/B.JSON", "a/z.jsonl", "b.csv"});
  CHECK(names(found->skipped) == std::vector<std::string>{".git", "Thumbs.db", "a/.hidden.csv", "c.tsv.tmp",
                                                          "d.csv.part", "e.csv.swp", "f.csv~", "readme.md",
                                                          "~$b.csv"});
}

TEST_CASE("a file named outright is taken whatever it is called, in the order given", "[readers][inputs]") {
  const TempFolder folder;
  const auto second = folder.write(".b.md", "x"), first = folder.write("c.csv", "x");
  CHECK(list_inputs({first, second})->files == std::vector<std::filesystem::path>{first, second});
}

TEST_CASE("inputs that lead nowhere or in circles are one clear error", "[readers][inputs]") {
  const TempFolder folder;
  CHECK(list_inputs({folder.path() / "absent"}).error().code == ErrorCode::NotFound);
  folder.write("deep/a.csv", "x");
  std::filesystem::create_directory_symlink("..", folder.path() / "deep" / "up");
  const auto loop = list_inputs({folder.path()});
  REQUIRE(!loop);
  CHECK(loop.error().code == ErrorCode::BadInput);
  CHECK_THAT(loop.error().what.en, Mentions("deep/up leads back to"));
  std::filesystem::remove(folder.path() / "deep" / "up");
  std::filesystem::create_symlink("self.csv", folder.path() / "self.csv");
  CHECK(list_inputs({folder.path()}).error().code == ErrorCode::Io);
  CHECK(list_inputs({folder.path() / "self.csv"}).error().code == ErrorCode::Io);
}

TEST_CASE("a folder linked twice is read twice, not refused", "[readers][inputs]") {
  const TempFolder folder;
  folder.write("data/a.csv", "x");
  std::filesystem::create_directory_symlink("data", folder.path() / "link");
  CHECK(list_inputs({folder.path()})->files.size() == 2);
}
