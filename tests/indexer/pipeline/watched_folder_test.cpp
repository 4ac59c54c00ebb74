#include "indexer/pipeline/watched_folder.hpp"

#include "indexer/store/index_writer.hpp"
#include "tests/indexer/live/live.hpp"

using namespace leian;
using namespace leian::test;
using Clock = WatchedFolder::Clock;
using Bodies = std::map<std::string, std::string>;

namespace {

class Box {
 public:
  Box() {
    std::filesystem::create_directory(box());
    WatchOptions options;
    options.folder = box();
    options.import.db = folder / "db";
    options.import.jobs = 1;
    watched_.emplace(WatchedFolder::open(options).value());
  }

  std::filesystem::path box() const { return folder / "box"; }
  std::filesystem::path drop(const std::string& name, const std::string& text) const {
    return folder.write("box/" + name, text);
  }
  std::vector<WatchedImport> look(std::chrono::milliseconds later) {
    now_ += later;
    return watched_->look(now_, [](const IndexOptions& options) { return index_files(options); });
  }
  /// Once to see it, once more when it has settled.
  std::vector<WatchedImport> settle() {
    look(std::chrono::seconds(0));
    return look(std::chrono::seconds(2));
  }
  nlohmann::json report(const std::string& name) const {
    return nlohmann::json::parse(file_bytes(box() / (name + ".report.json")));
  }
  bool has(const std::string& name) const { return std::filesystem::exists(box() / name); }

  TempFolder folder;

 private:
  std::optional<WatchedFolder> watched_;
  Clock::time_point now_ = Clock::now();
};

}  // namespace

TEST_CASE("a file that has settled is imported and moved, with a report", "[pipeline][watch]") {
  Box box;
  box.drop("a.jsonl", petition("a", "一") + "\n" + R"({"id":"b","kind":"petition","opened":"昨天"})" + "\n");
  CHECK(box.look(std::chrono::seconds(0)).empty());
  CHECK(box.look(std::chrono::milliseconds(1999)).empty());
  const auto imports = box.look(std::chrono::milliseconds(1));
  REQUIRE(imports.size() == 1);
  CHECK(imports[0].done);
  CHECK(imports[0].moved_to == box.box() / "done/a.jsonl");
  CHECK(!box.has("a.jsonl"));
  CHECK(bodies_in(box.folder / "db") == Bodies{{"a", "一"}});
  const auto report = box.report("done/a.jsonl");
  CHECK(report["indexed"] == 1);
  CHECK(report["rejected"] == 1);
  CHECK(report["rejects"][0]["line"] == 2);
  CHECK(report["rejects"][0]["field"] == "opened");
  CHECK(box.settle().empty());
}

TEST_CASE("a file that still grows is not touched", "[pipeline][watch]") {
  Box box;
  std::string text;
  for (int i = 0; i < 5; ++i) {
    text += petition(std::to_string(i), "文") + "\n";
    box.drop("a.jsonl", text);
    CHECK(box.look(std::chrono::milliseconds(1500)).empty());
  }
  REQUIRE(box.look(std::chrono::seconds(2)).size() == 1);
  CHECK(bodies_in(box.folder / "db").size() == 5);
}

TEST_CASE("what cannot be read is moved to failed and says why", "[pipeline][watch]") {
  Box box;
  box.drop("empty.csv", "");
  box.drop("none.jsonl", "{\"id\":\"x\"}\n");
  box.drop("odd.xyz", "what");
  const auto imports = box.settle();
  CHECK(imports.size() == 3);
  for (const std::string name : {"empty.csv", "none.jsonl", "odd.xyz"}) {
    CAPTURE(name);
    CHECK(box.has("failed/" + name));
    const auto report = box.report("failed/" + name);
    CHECK(report["status"] == "failed");
    CHECK(report["errors"].size() + report["rejects"].size() == 1);
  }
}

TEST_CASE("hidden and half-copied names, and links, are left alone", "[pipeline][watch]") {
  Box box;
  for (const char* name : {".hidden.jsonl", "a.jsonl.part", "~$b.jsonl", "c.jsonl~"})
    box.drop(name, petition("x", "文"));
  std::filesystem::create_symlink("/etc/passwd", box.box() / "link.csv");
  CHECK(box.settle().empty());
  CHECK(box.has(".hidden.jsonl"));
  CHECK(std::filesystem::is_symlink(box.box() / "link.csv"));
}

TEST_CASE("a name that is taken gets a number", "[pipeline][watch]") {
  Box box;
  for (int i = 0; i < 3; ++i) {
    box.drop("a.jsonl", petition("a", std::to_string(i)) + "\n");
    REQUIRE(box.settle().size() == 1);
  }
  for (const char* name : {"done/a.jsonl", "done/a-2.jsonl", "done/a-3.jsonl", "done/a-3.jsonl.report.json"})
    CHECK(box.has(name));
  CHECK(bodies_in(box.folder / "db") == Bodies{{"a", "2"}});
}

TEST_CASE("a folder dropped into it is one unit", "[pipeline][watch]") {
  Box box;
  box.drop("cases/one.jsonl", petition("a", "一") + "\n");
  box.drop("cases/more/two.jsonl", petition("b", "二") + "\n");
  const auto imports = box.settle();
  REQUIRE(imports.size() == 1);
  CHECK(imports[0].summary.indexed == 2);
  CHECK(box.has("done/cases/more/two.jsonl"));
  CHECK(box.has("done/cases.report.json"));
}

TEST_CASE("where the index is locked the file stays, and is taken later", "[pipeline][watch]") {
  Box box;
  box.drop("a.jsonl", petition("a", "一") + "\n");
  {
    std::filesystem::create_directory(box.folder / "db");
    const auto held = FolderLock::take(box.folder / "db").value();
    const auto imports = box.settle();
    REQUIRE(imports.size() == 1);
    CHECK(imports[0].moved_to.empty());
    CHECK(imports[0].error->code == ErrorCode::IndexLocked);
    CHECK(box.has("a.jsonl"));
    CHECK(box.look(std::chrono::seconds(1)).empty());
  }
  REQUIRE(box.look(std::chrono::seconds(5)).size() == 1);
  CHECK(box.has("done/a.jsonl"));
}

TEST_CASE("a file imported by a process that ended before moving it changes nothing the second time",
          "[pipeline][watch]") {
  Box box;
  const std::string text = petition("a", "一") + "\n";
  IndexOptions options;
  options.db = box.folder / "db";
  options.inputs = {box.drop("a.jsonl", text)};
  REQUIRE(index_files(options));
  const auto imports = box.settle();
  REQUIRE(imports.size() == 1);
  CHECK(imports[0].done);
  CHECK(imports[0].summary.unchanged == 1);
  CHECK(box.has("done/a.jsonl"));
}

TEST_CASE("a folder that is none, or not to be written, is one clear error", "[pipeline][watch]") {
  const TempFolder folder;
  WatchOptions options;
  options.folder = folder / "nowhere";
  CHECK(WatchedFolder::open(options).error().code == ErrorCode::Io);
  options.folder = folder.write("file", "x");
  CHECK_THAT(WatchedFolder::open(options).error().what.en, Mentions("watched folder"));
}
