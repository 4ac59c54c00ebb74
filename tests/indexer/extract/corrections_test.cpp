#include "indexer/extract/corrections.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "tests/support/catch.hpp"
#include "tests/support/temp_folder.hpp"

using namespace leian;
using leian::test::TempFolder;
using nlohmann::json;

namespace {

Correction about(const std::string& id, const std::string& field, std::vector<json> values) {
  return {id, field, std::move(values), "王", "2026-11-25T09:30:00+08:00"};
}

std::string file_of(const TempFolder& folder) {
  return leian::test::file_bytes(corrections_file(folder.path()));
}

}  // namespace

TEST_CASE("the last correction of a field holds", "[indexer][extract]") {
  const TempFolder folder;
  CHECK(Corrections::load(folder.path()).value().size() == 0);
  REQUIRE(Corrections::append(folder.path(), about("a", "months", {12})));
  REQUIRE(Corrections::append(folder.path(), about("a", "cause", {"盗窃罪", "诈骗罪"})));
  REQUIRE(Corrections::append(folder.path(), about("b", "months", {})));
  REQUIRE(Corrections::append(folder.path(), about("a", "months", {13})));
  const auto corrections = Corrections::load(folder.path()).value();
  REQUIRE(corrections.of("a") != nullptr);
  CHECK(corrections.of("a")->at("months").values == std::vector<json>{13});
  CHECK(corrections.of("a")->at("cause").values == std::vector<json>{"盗窃罪", "诈骗罪"});
  CHECK(corrections.of("b")->at("months").values.empty());
  CHECK(corrections.of("c") == nullptr);
}

TEST_CASE("a line cut short by a crash is passed over, wherever it was cut", "[indexer][extract]") {
  const TempFolder folder;
  REQUIRE(Corrections::append(folder.path(), about("a", "months", {12})));
  const std::size_t first = file_of(folder).size();
  REQUIRE(Corrections::append(folder.path(), about("a", "months", {24})));
  const std::string whole = file_of(folder);
  for (std::size_t size = first; size < whole.size(); ++size) {
    CAPTURE(size);
    folder.write("corrections.jsonl", whole.substr(0, size));
    const auto cut = Corrections::load(folder.path());
    REQUIRE(cut);
    CHECK(cut->of("a")->at("months").values == std::vector<json>{12});
    REQUIRE(Corrections::append(folder.path(), about("a", "months", {36})));
    CHECK(Corrections::load(folder.path()).value().of("a")->at("months").values == std::vector<json>{36});
    CHECK(file_of(folder).substr(0, first) == whole.substr(0, first));
  }
}

TEST_CASE("a line that is no correction is named", "[indexer][extract]") {
  const TempFolder folder;
  REQUIRE(Corrections::append(folder.path(), about("a", "months", {12})));
  for (const char* line : {"x", "{}", "[]", R"({"id":"a","field":"months","by":"w","when":"t"})",
                           R"({"id":1,"field":"months","values":[],"by":"w","when":"t"})",
                           R"({"id":"a","field":"months","values":1,"by":"w","when":"t"})"}) {
    CAPTURE(line);
    const TempFolder other;
    other.write("corrections.jsonl", file_of(folder) + line + "\n");
    const auto loaded = Corrections::load(other.path());
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().code == ErrorCode::BadInput);
    CHECK(loaded.error().what.en.find("line 2") != std::string::npos);
  }
}

TEST_CASE("a folder that cannot be written to says so", "[indexer][extract]") {
  const auto failed = Corrections::append("/proc/no-such-folder", about("a", "months", {12}));
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::Io);
}

TEST_CASE("corrections of many threads and processes are all kept", "[indexer][extract]") {
  const TempFolder folder;
  constexpr int kEach = 40;
  const auto write = [&](const std::string& who) {
    for (int i = 0; i < kEach; ++i)
      if (!Corrections::append(folder.path(), about(who + std::to_string(i), "months", {i}))) return 1;
    return 0;
  };
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(write("child"));
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t) threads.emplace_back([&, t] { write("thread" + std::to_string(t) + "-"); });
  for (std::thread& thread : threads) thread.join();
  int status = 1;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(status == 0);
  CHECK(Corrections::load(folder.path()).value().size() == 4 * kEach);
}
