#include "indexer/live/live_writer.hpp"

#include <sys/mount.h>

#include <random>

#include "indexer/pipeline/index_files.hpp"
#include "tests/indexer/live/live.hpp"

using namespace leian;
using namespace leian::test;
using Bodies = std::map<std::string, std::string>;

namespace {

LiveOptions quick() {
  LiveOptions options;
  options.publish_every = std::chrono::milliseconds(20);
  options.idle = std::chrono::milliseconds(100);
  options.keep_unnamed_for = std::chrono::milliseconds(200);
  return options;
}

Result<IndexSummary> index_one(const TempFolder& folder, const std::string& id, const std::string& body) {
  IndexOptions options;
  options.db = folder / "db";
  options.inputs = {folder.write(id + ".jsonl", petition(id, body) + "\n")};
  return index_files(options);
}

void wait_until(const std::function<bool()>& holds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (!holds() && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  REQUIRE(holds());
}

}  // namespace

TEST_CASE("four writers and their oracles agree, while readers never fail", "[live][writer]") {
  const TempFolder folder;
  constexpr int kWriters = 4;
  constexpr int kReaders = 2;
  constexpr int kWrites = 400;
  std::vector<Bodies> oracles(kWriters);
  std::atomic<bool> done{false};
  std::atomic<int> failures{0};
  {
    LiveWriter live(folder / "db", quick());
    REQUIRE(live.write(request({put("seed", "零")})));
    REQUIRE(live.flush());
    const auto index = Index::open(folder / "db", analyzer()).value();
    std::vector<std::thread> threads;
    for (int w = 0; w < kWriters; ++w)
      threads.emplace_back([&, w] {
        std::mt19937 random(static_cast<unsigned>(w));
        for (int i = 0; i < kWrites; ++i) {
          const std::string id = std::to_string(w) + "-" + std::to_string(random() % 60);
          const bool erases = random() % 4 == 0;
          const auto answer = live.write(request({erases ? erase(id) : put(id, std::to_string(i))}));
          if (!answer) ++failures;
          if (erases)
            oracles[static_cast<std::size_t>(w)].erase(id);
          else
            oracles[static_cast<std::size_t>(w)][id] = std::to_string(i);
        }
      });
    std::vector<std::thread> readers;
    for (int r = 0; r < kReaders; ++r)
      readers.emplace_back([&] {
        while (!done) {
          const auto lease = index->lease();
          if (!lease || !find_row(*lease, "seed").value()) ++failures;
        }
      });
    for (std::thread& thread : threads) thread.join();
    REQUIRE(live.flush());
    done = true;
    for (std::thread& thread : readers) thread.join();
  }
  CHECK(failures == 0);
  Bodies expected{{"seed", "零"}};
  for (const Bodies& oracle : oracles) expected.insert(oracle.begin(), oracle.end());
  CHECK(bodies_in(folder / "db") == expected);
}

TEST_CASE("of many who change what they read, one wins each time", "[live][writer]") {
  const TempFolder folder;
  LiveWriter live(folder / "db", quick());
  ContentHash now = write(live, put("a", "0")).hash;
  for (int round = 1; round <= 10; ++round) {
    WriteCondition condition;
    condition.must_match = true;
    condition.any_of = {now};
    std::atomic<int> winners{0};
    std::mutex mutex;
    ContentHash won;
    std::vector<std::thread> threads;
    for (int t = 0; t < 6; ++t)
      threads.emplace_back([&, t] {
        const auto answer = live.write(request({put("a", std::to_string(round * 10 + t), condition)}));
        if (!answer || answer->rows[0].status != WriteStatus::Updated) return;
        ++winners;
        const std::lock_guard lock(mutex);
        won = answer->rows[0].hash;
      });
    for (std::thread& thread : threads) thread.join();
    REQUIRE(winners == 1);
    now = won;
  }
}

TEST_CASE("a batch is seen whole or not at all", "[live][writer]") {
  const TempFolder folder;
  LiveWriter live(folder / "db", quick());
  REQUIRE(live.write(request({put("seed", "零")})));
  const auto index = Index::open(folder / "db", analyzer()).value();
  std::atomic<bool> done{false};
  std::atomic<int> halves{0};
  std::thread reader([&] {
    while (!done) {
      const auto lease = index->lease();
      if (!lease) {
        ++halves;
        continue;
      }
      for (int batch = 0; batch < 30; ++batch) {
        int there = 0;
        for (int row = 0; row < 5; ++row)
          if (find_row(*lease, fmt::format("{}-{}", batch, row)).value()) ++there;
        if (there != 0 && there != 5) ++halves;
      }
    }
  });
  for (int batch = 0; batch < 30; ++batch) {
    std::vector<WriteRow> rows;
    for (int row = 0; row < 5; ++row) rows.push_back(put(fmt::format("{}-{}", batch, row), "批"));
    REQUIRE(live.write(request(std::move(rows))));
  }
  REQUIRE(live.flush());
  done = true;
  reader.join();
  CHECK(halves == 0);
}

TEST_CASE("while another holds the index, writes are told so; when it is given back, they go on",
          "[live][writer]") {
  const TempFolder folder;
  REQUIRE(index_one(folder, "file", "一"));
  LiveWriter live(folder / "db", quick());
  {
    const auto held = FolderLock::take(folder / "db");
    REQUIRE(held);
    const auto answer = live.write(request({put("a", "二")}));
    REQUIRE(!answer);
    CHECK(answer.error().code == ErrorCode::IndexLocked);
  }
  CHECK(write(live, put("a", "二")).status == WriteStatus::Created);
  // Idle for a moment, it lets others have the index.
  wait_until([&] { return index_one(folder, "more", "三").has_value(); });
  CHECK(write(live, put("more", "三")).status == WriteStatus::Unchanged);
  REQUIRE(live.close());
  CHECK(bodies_in(folder / "db") == Bodies{{"a", "二"}, {"file", "一"}, {"more", "三"}});
}

TEST_CASE("what a killed process acknowledged is published by the next, unasked", "[live][writer]") {
  const TempFolder folder;
  {
    const auto session = LiveSession::open(folder / "db", {}, analyzer()).value();
    write(*session, put("a", "一"));
  }
  CHECK(bodies_in(folder / "db").empty());
  LiveWriter live(folder / "db", quick());
  live.start();
  wait_until([&] { return bodies_in(folder / "db") == Bodies{{"a", "一"}}; });
  CHECK(!live.fault());
}

TEST_CASE("a run over files replays the journal first, so that the file's state comes last",
          "[live][writer]") {
  const TempFolder folder;
  {
    const auto session = LiveSession::open(folder / "db", {}, analyzer()).value();
    write(*session, put("a", "早"));
    write(*session, put("b", "在"));
  }
  const auto summary = index_one(folder, "a", "晚");
  REQUIRE(summary);
  CHECK(summary->updated == 1);
  LiveWriter(folder / "db", quick());
  CHECK(bodies_in(folder / "db") == Bodies{{"a", "晚"}, {"b", "在"}});
}

TEST_CASE(
    "files are imported while four clients write, and neither waits for the other or takes its place twice",
    "[live][writer]") {
  const TempFolder folder;
  constexpr int kRows = 12'000;  // three batches
  std::string lines;
  for (int i = 0; i < kRows; ++i) lines += petition(std::to_string(i), "来自文件") + "\n";
  IndexOptions options;
  options.db = folder / "db";
  options.inputs = {folder.write("rows.jsonl", lines)};
  options.jobs = 2;
  LiveWriter live(folder / "db", quick());
  REQUIRE(live.write(request({put("seed", "零")})));
  std::atomic<bool> done{false};
  std::atomic<int> failures{0};
  std::atomic<int> written{0};
  std::vector<std::thread> clients;
  for (int c = 0; c < 4; ++c)
    clients.emplace_back([&, c] {
      for (int i = 0; !done; ++i) {
        // Some of the ids are the file's.
        const std::string id = i % 2 == 0 ? std::to_string((i * 4 + c) % kRows) : fmt::format("c{}-{}", c, i);
        if (!live.write(request({put(id, "来自客户")}))) ++failures;
        ++written;
      }
    });
  const auto summary = live.import(options);
  done = true;
  for (std::thread& client : clients) client.join();
  REQUIRE(summary);
  CHECK(summary->read == kRows);
  CHECK(failures == 0);
  CHECK(written > 4);
  CHECK(write(live, put("7", "最后")).status == WriteStatus::Updated);
  REQUIRE(live.close());
  const Bodies found = bodies_in(folder / "db");  // fails where an id stands twice
  for (int i = 0; i < kRows; ++i) CHECK(found.contains(std::to_string(i)));
  CHECK(found.at("7") == "最后");
}

TEST_CASE("what files replace is no longer the newest that was written", "[live][writer]") {
  const TempFolder folder;
  LiveWriter live(folder / "db", quick());
  const ContentHash before = write(live, put("a", "先写")).hash;
  REQUIRE(live.flush());
  IndexOptions options;
  options.db = folder / "db";
  options.inputs = {folder.write("a.jsonl", petition("a", "后来的文件") + "\n")};
  REQUIRE(live.import(options));
  CHECK(!live.newest("a"));
  WriteCondition condition;
  condition.must_match = true;
  condition.any_of = {before};
  CHECK(write(live, put("a", "三", condition)).status == WriteStatus::ConditionFailed);
  CHECK(write(live, put("a", "后来的文件")).status == WriteStatus::Unchanged);
}

TEST_CASE("an import that the disk has no room for fails, and what was acknowledged meanwhile is kept",
          "[live][writer]") {
  constexpr int kRows = 1'500;
  const TempFolder folder;
  std::filesystem::create_directory(folder / "db");
  if (::mount("tmpfs", (folder / "db").c_str(), "tmpfs", 0, "size=6m") != 0) {
    WARN("skipped: no right to mount a small file system");
    return;
  }
  {
    LiveWriter live(folder / "db", quick());
    CHECK(write(live, put("a", "一")).status == WriteStatus::Created);
    std::string lines;
    std::mt19937 random(1);
    for (int i = 0; i < kRows; ++i) {
      std::string body;
      for (int k = 0; k < 4'000; ++k) body += static_cast<char>('a' + random() % 26);
      lines += petition("f" + std::to_string(i), body) + "\n";
    }
    IndexOptions options;
    options.db = folder / "db";
    options.inputs = {folder.write("rows.jsonl", lines)};
    options.jobs = 1;
    const auto full = live.import(options);
    REQUIRE(!full);
    CHECK(full.error().code == ErrorCode::Io);
    ::mount("tmpfs", (folder / "db").c_str(), "tmpfs", MS_REMOUNT, "size=128m");
    wait_until([&] { return live.write(request({put("b", "二")})).has_value(); });
    CHECK(live.import(options)->indexed == kRows);
    REQUIRE(live.close());
  }
  const Bodies found = bodies_in(folder / "db");
  CHECK(found.size() == kRows + 2);
  CHECK(found.at("a") == "一");
  ::umount((folder / "db").c_str());
}

TEST_CASE("a record that was just written is known before it can be found, and only as it is kept",
          "[live][writer]") {
  const TempFolder folder;
  LiveOptions slow = quick();
  slow.publish_every = std::chrono::hours(1);
  LiveWriter live(folder / "db", slow);
  CHECK(!live.newest("a"));
  const ContentHash hash = write(live, put("a", "一")).hash;
  CHECK(bodies_in(folder / "db").empty());
  REQUIRE(live.newest("a"));
  CHECK(live.newest("a")->candidate->hash == hash);
  CHECK(write(live, erase("a")).status == WriteStatus::Deleted);
  CHECK(live.newest("a")->candidate == nullptr);
  CHECK(!live.newest("b"));
  REQUIRE(live.close());
  CHECK(!live.newest("a"));
}

TEST_CASE("a full disk loses nothing that was acknowledged, and writing goes on when there is room",
          "[live][writer]") {
  const TempFolder folder;
  std::filesystem::create_directory(folder / "db");
  if (::mount("tmpfs", (folder / "db").c_str(), "tmpfs", 0, "size=6m") != 0) {
    WARN("skipped: no right to mount a small file system");
    return;
  }
  Bodies acknowledged;
  {
    LiveWriter live(folder / "db", quick());
    REQUIRE(live.write(request({put("seed", "零")})));
    acknowledged["seed"] = "零";
    const auto filler = folder / "db/filler";
    bool refused = false;
    for (int i = 0; i < 400 && !refused; ++i) {
      const std::string body = std::string(20'000, 'x') + std::to_string(i);
      const auto answer = live.write(request({put(std::to_string(i), body)}));
      if (answer) acknowledged[std::to_string(i)] = body;
      refused = !answer;
      if (refused) CHECK(answer.error().code == ErrorCode::Io);
    }
    CHECK(refused);
    ::mount("tmpfs", (folder / "db").c_str(), "tmpfs", MS_REMOUNT, "size=64m");
    wait_until([&] { return live.write(request({put("later", "后")})).has_value(); });
    acknowledged["later"] = "后";
    REQUIRE(live.close());
  }
  const Bodies found = bodies_in(folder / "db");
  for (const auto& [id, body] : acknowledged) CHECK((found.contains(id) && found.at(id) == body));
  ::umount((folder / "db").c_str());
}

TEST_CASE("a folder that cannot be written gives one clear error", "[live][writer]") {
  const TempFolder folder;
  folder.write("db", "a file, not a folder");
  LiveWriter live(folder / "db", quick());
  const auto answer = live.write(request({put("a", "一")}));
  REQUIRE(!answer);
  CHECK(answer.error().code == ErrorCode::Io);
}
