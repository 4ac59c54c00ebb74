#include "indexer/live/live_session.hpp"

#include "indexer/live/live_import.hpp"
#include "indexer/pipeline/index_files.hpp"
#include "tests/indexer/live/live.hpp"

using namespace leian;
using namespace leian::test;
using Bodies = std::map<std::string, std::string>;

namespace {

std::unique_ptr<LiveSession> session_on(const std::filesystem::path& db, LiveOptions options = {}) {
  auto session = LiveSession::open(db, options, analyzer());
  if (!session) FAIL(session.error().what.en);
  return *std::move(session);
}

WriteCondition matching(ContentHash hash) {
  WriteCondition condition;
  condition.must_match = true;
  condition.any_of = {hash};
  return condition;
}

}  // namespace

TEST_CASE("a row is created, updated, unchanged, deleted and missing", "[live][session]") {
  const TempFolder folder;
  const auto session = session_on(folder / "db");
  for (const bool published : {false, true}) {
    CAPTURE(published);
    const std::string id = published ? "a" : "b";
    const auto settle = [&] {
      if (published) REQUIRE(session->publish());
    };
    const WriteOutcome created = write(*session, put(id, "一"));
    CHECK(created.status == WriteStatus::Created);
    settle();
    const WriteOutcome same = write(*session, put(id, "一"));
    CHECK(same.status == WriteStatus::Unchanged);
    CHECK(same.hash == created.hash);
    const WriteOutcome updated = write(*session, put(id, "二"));
    CHECK(updated.status == WriteStatus::Updated);
    CHECK(updated.hash != created.hash);
    settle();
    CHECK(write(*session, erase(id)).status == WriteStatus::Deleted);
    settle();
    CHECK(write(*session, erase(id)).status == WriteStatus::Missing);
    CHECK(write(*session, put(id, "三")).status == WriteStatus::Created);
    settle();
  }
  REQUIRE(session->close());
  CHECK(bodies_in(folder / "db") == Bodies{{"a", "三"}, {"b", "三"}});
}

TEST_CASE("rows of one request see each other, and a bad one says where and why", "[live][session]") {
  const TempFolder folder;
  const auto session = session_on(folder / "db");
  WriteRequest bulk = request({put("a", "一"), put("a", "二"), erase("a"), put("b", "三")});
  bulk.rows.push_back({5, R"({"id": "c", "kind": "petition", "opened": "2017-13-01"})", "", {}});
  bulk.rows.push_back({6, R"({"id": "d"})", "", {}});
  bulk.rows.push_back({7, R"(not json)", "", {}});
  const auto answer = session->write(bulk).value();
  std::vector<std::string> statuses;
  for (const WriteOutcome& row : answer.rows) statuses.emplace_back(name_of(row.status));
  CHECK(statuses == std::vector<std::string>{"created", "updated", "deleted", "created", "rejected",
                                             "rejected", "rejected"});
  REQUIRE(answer.rows[4].error);
  CHECK(answer.rows[4].error->field == "opened");
  CHECK(answer.rows[4].error->line == 5);
  REQUIRE(session->close());
  CHECK(bodies_in(folder / "db") == Bodies{{"b", "三"}});
}

TEST_CASE("conditions are held against the newest state, published or not", "[live][session]") {
  const TempFolder folder;
  const auto session = session_on(folder / "db");
  WriteCondition absent;
  absent.must_be_absent = true;
  WriteCondition exists;
  exists.must_exist = true;
  CHECK(write(*session, put("a", "一", exists)).status == WriteStatus::ConditionFailed);
  const ContentHash first = write(*session, put("a", "一", absent)).hash;
  CHECK(write(*session, put("a", "二", absent)).status == WriteStatus::ConditionFailed);
  const ContentHash second = write(*session, put("a", "二", matching(first))).hash;
  CHECK(write(*session, put("a", "三", matching(first))).status == WriteStatus::ConditionFailed);
  REQUIRE(session->publish());
  CHECK(write(*session, erase("a", matching(first))).status == WriteStatus::ConditionFailed);
  CHECK(write(*session, put("a", "三", exists)).status == WriteStatus::Updated);
  CHECK(write(*session, erase("a", matching(second))).status == WriteStatus::ConditionFailed);
  REQUIRE(session->close());
  CHECK(bodies_in(folder / "db") == Bodies{{"a", "三"}});
}

TEST_CASE("what was acknowledged is there after a session that never published", "[live][session]") {
  const TempFolder folder;
  {
    const auto session = session_on(folder / "db");
    write(*session, put("a", "一"));
    write(*session, put("b", "二"));
    REQUIRE(session->publish());
    write(*session, put("b", "三"));
    write(*session, erase("a"));
    write(*session, put("c", "四"));
  }
  CHECK(bodies_in(folder / "db") == Bodies{{"a", "一"}, {"b", "二"}});
  const auto session = session_on(folder / "db");
  CHECK(bodies_in(folder / "db") == Bodies{{"b", "三"}, {"c", "四"}});
  CHECK(write(*session, put("c", "四")).status == WriteStatus::Unchanged);
}

TEST_CASE("replaying once more changes nothing", "[live][session]") {
  const TempFolder folder;
  {
    const auto session = session_on(folder / "db");
    for (int i = 0; i < 20; ++i) write(*session, put(std::to_string(i % 7), std::to_string(i)));
    for (int i = 0; i < 3; ++i) write(*session, erase(std::to_string(i)));
  }
  // As if the process had ended between publishing and taking note of it.
  std::filesystem::copy(folder / "db", folder / "twin", std::filesystem::copy_options::recursive);
  session_on(folder / "db");
  const Bodies once = bodies_in(folder / "db");
  CHECK(once.size() == 4);
  std::filesystem::remove_all(folder / "db/journal");
  std::filesystem::copy(folder / "twin/journal", folder / "db/journal");
  session_on(folder / "db");
  CHECK(bodies_in(folder / "db") == once);
}

TEST_CASE("a key gives its answer again, after a restart too, for a day by any clock", "[live][session]") {
  const TempFolder folder;
  std::int64_t now = 1'800'000'000;
  LiveOptions options;
  options.now = [&] { return now; };
  WriteRequest keyed = request({put("a", "一")});
  keyed.key = "k";
  keyed.fingerprint = {1, 2};
  WriteRequest other = keyed;
  other.fingerprint = {3, 4};
  const auto status = [&](LiveSession& session, const WriteRequest& asked) {
    const WriteAnswer answer = session.write(asked).value();
    return answer.key_reused ? "reused" : std::string(name_of(answer.rows.at(0).status));
  };
  {
    const auto session = session_on(folder / "db", options);
    CHECK(status(*session, keyed) == "created");
    CHECK(status(*session, keyed) == "created");
    CHECK(status(*session, other) == "reused");
    write(*session, put("a", "二"));
    REQUIRE(session->close());
  }
  const auto session = session_on(folder / "db", options);
  CHECK(status(*session, keyed) == "created");
  CHECK(bodies_in(folder / "db") == Bodies{{"a", "二"}});
  now -= 400 * KeptAnswers::kSeconds;  // a clock set back
  CHECK(status(*session, other) == "reused");
  now += KeptAnswers::kSeconds - 1;
  CHECK(status(*session, other) == "reused");
  now += 2;
  CHECK(status(*session, keyed) == "updated");  // forgotten, so done again
}

TEST_CASE("the journal goes on to new files, takes keys along, and lets published files go",
          "[live][session]") {
  const TempFolder folder;
  const std::string long_text(300'000, 'x');
  {
    const auto session = session_on(folder / "db");
    WriteRequest keyed = request({put("first", "一")});
    keyed.key = "k";
    REQUIRE(session->write(keyed));
    for (int i = 0; i < 60; ++i) {
      write(*session, put("a", long_text + std::to_string(i)));
      if (i % 6 == 5) REQUIRE(session->publish());
    }
    std::uintmax_t bytes = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder / "db/journal"))
      bytes += file.file_size();
    CHECK(bytes < 12u << 20);  // 18 MB were written
  }
  const auto session = session_on(folder / "db");
  WriteRequest keyed = request({put("first", "一")});
  keyed.key = "k";
  CHECK(session->write(keyed)->rows.at(0).status == WriteStatus::Created);
  CHECK(bodies_in(folder / "db")["a"] == long_text + "59");
}

TEST_CASE("segments stay few however often is published, and what is deleted during a merge stays deleted",
          "[live][session]") {
  const TempFolder folder;
  const auto session = session_on(folder / "db");
  Bodies expected;
  for (int i = 0; i < 30; ++i) {
    const std::string id = std::to_string(i * 7 % 12);
    if (i % 5 == 4 && expected.erase(id) > 0) {
      write(*session, erase(id));
    } else {
      write(*session, put(id, std::to_string(i)));
      expected[id] = std::to_string(i);
    }
    REQUIRE(session->publish());
    REQUIRE(session->merge());
  }
  REQUIRE(session->close());
  CHECK(bodies_in(folder / "db") == expected);
  CHECK(read_manifest(folder / "db")->segments.size() < 10);
}

TEST_CASE("a damaged journal refuses to be written to, and says where", "[live][session]") {
  const TempFolder folder;
  {
    const auto session = session_on(folder / "db");
    write(*session, put("a", "一"));
    write(*session, put("b", "二"));
  }
  const auto file = folder / "db/journal/000001.log";
  std::string bytes = file_bytes(file);
  bytes[80] = '?';
  std::ofstream(file, std::ios::binary) << bytes;
  const auto opened = LiveSession::open(folder / "db", {}, analyzer());
  REQUIRE(!opened);
  CHECK(opened.error().code == ErrorCode::IndexDamaged);
  CHECK_THAT(opened.error().what.en, Mentions("000001.log"));
  CHECK(bodies_in(folder / "db").empty());  // what is published can still be read
}

TEST_CASE("a write that was acknowledged while files are read stays the newest, also after a crash",
          "[live][session]") {
  for (const bool crashes : {false, true}) {
    CAPTURE(crashes);
    const TempFolder folder;
    {
      const auto session = session_on(folder / "db");
      write(*session, put("a", "客户写的"));
      IndexOptions options;
      options.db = folder / "db";
      options.inputs = {
          folder.write("rows.jsonl", petition("a", "文件里的") + "\n" + petition("b", "文件") + "\n")};
      LiveImport target(*session);
      CHECK(import_files(options, KindSet::load().value(), target)->indexed == 2);
      CHECK(bodies_in(folder / "db").at("b") == "文件");
      CHECK(session->newest("a")->candidate->json.find("客户写的") != std::string::npos);
      if (!crashes) REQUIRE(session->close());
    }
    if (crashes) session_on(folder / "db");
    CHECK(bodies_in(folder / "db") == Bodies{{"a", "客户写的"}, {"b", "文件"}});
  }
}
