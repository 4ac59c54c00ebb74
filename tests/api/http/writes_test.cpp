// Live writes over a real socket: what they answer, that they are found soon after, and that they survive.
#include <thread>

#include "indexer/store/index_writer.hpp"
#include "tests/api/http/petitions.hpp"
#include "tests/support/test_server.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

const char* const kJson = "application/json";
const char* const kLines = "application/x-ndjson";

struct World {
  TempIndex index{petitions()};
  TestServer server{index.db()};
  httplib::Client client = server.client();

  httplib::Result put(const std::string& id, const json& record, const httplib::Headers& headers = {}) {
    return client.Put("/v1/records/" + id, headers, record.dump(), kJson);
  }
};

json petition_with(const std::string& body) {
  return {{"kind", "petition"}, {"title", "标题"}, {"body", body}};
}

int total(httplib::Client& client, const std::string& query) {
  const auto answer = client.Post("/v1/search", json{{"q", query}, {"limit", 0}}.dump(), kJson);
  REQUIRE(answer);
  REQUIRE(answer->status == 200);
  return json::parse(answer->body)["total"];
}

void wait_for_total(httplib::Client& client, const std::string& query, int wanted) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (total(client, query) != wanted && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(total(client, query) == wanted);
}

std::vector<std::string> statuses(const std::string& body) {
  std::vector<std::string> found;
  std::istringstream lines(body);
  for (std::string line; std::getline(lines, line);) found.push_back(json::parse(line)["status"]);
  return found;
}

std::string code_of(const httplib::Result& answer) { return json::parse(answer->body)["code"]; }

}  // namespace

TEST_CASE("a record is put, found, changed and deleted", "[api][http][writes]") {
  World world;
  const auto created = world.put("new%2F1", petition_with("独一无二的正文"));
  REQUIRE(created);
  CHECK(created->status == 201);
  CHECK(json::parse(created->body)["status"] == "created");
  CHECK(json::parse(created->body)["id"] == "new/1");
  wait_for_total(world.client, "独一无二", 1);
  const auto got = world.client.Get("/v1/records/new%2F1");
  CHECK(got->get_header_value("ETag") == created->get_header_value("ETag"));
  CHECK(json::parse(created->body)["etag"] == created->get_header_value("ETag"));

  const auto same = world.put("new%2F1", petition_with("独一无二的正文"));
  CHECK(same->status == 200);
  CHECK(json::parse(same->body)["status"] == "unchanged");
  CHECK(same->get_header_value("ETag") == created->get_header_value("ETag"));
  const auto updated = world.put("new%2F1", petition_with("举世无双的正文"));
  CHECK(json::parse(updated->body)["status"] == "updated");
  CHECK(updated->get_header_value("ETag") != created->get_header_value("ETag"));
  wait_for_total(world.client, "举世无双", 1);
  CHECK(total(world.client, "独一无二") == 0);

  const auto gone = world.client.Delete("/v1/records/new%2F1");
  CHECK(gone->status == 200);
  CHECK(json::parse(gone->body)["status"] == "deleted");
  CHECK(world.client.Delete("/v1/records/new%2F1")->status == 404);
  wait_for_total(world.client, "举世无双", 0);
}

TEST_CASE("whoever wrote a record reads it as they wrote it, at once", "[api][http][writes]") {
  World world;
  std::string etag;
  for (int i = 0; i < 30; ++i) {
    CAPTURE(i);
    const std::string body = "第" + std::to_string(i) + "稿";
    httplib::Headers headers;
    if (!etag.empty()) headers.emplace("If-Match", etag);
    const auto put = world.put("m-1", petition_with(body), headers);
    REQUIRE((put && put->status == 200));
    const auto got = world.client.Get("/v1/records/m-1");
    REQUIRE((got && got->status == 200));
    CHECK(json::parse(got->body)["body"] == body);
    etag = got->get_header_value("ETag");
    CHECK(etag == put->get_header_value("ETag"));
    CHECK(world.client.Get("/v1/records/m-1", httplib::Headers{{"If-None-Match", etag}})->status == 304);
  }
  CHECK(world.client.Delete("/v1/records/m-1", httplib::Headers{{"If-Match", etag}})->status == 200);
  CHECK(world.client.Get("/v1/records/m-1")->status == 404);
  CHECK(world.put("m-1", petition_with("又来"))->status == 201);
  CHECK(world.client.Get("/v1/records/m-1")->status == 200);
}

TEST_CASE("the first record of an index that was not there is read at once", "[api][http][writes]") {
  const TempFolder folder;
  TestServer server(folder / "db");
  auto client = server.client();
  CHECK(client.Get("/v1/records/a")->status != 200);
  CHECK(client.Put("/v1/records/a", petition_with("头一条").dump(), kJson)->status == 201);
  const auto got = client.Get("/v1/records/a");
  CHECK(got->status == 200);
}

TEST_CASE("a record from a file has the ETag that writing it again gives", "[api][http][writes]") {
  World world;
  const auto got = world.client.Get("/v1/records/m-1");
  const auto put = world.put("m-1", petitions()[3]);
  CHECK(json::parse(put->body)["status"] == "unchanged");
  CHECK(put->get_header_value("ETag") == got->get_header_value("ETag"));
}

TEST_CASE("bulk lines answer one by one, and a kind may be given for all", "[api][http][writes]") {
  World world;
  const std::string body = petitions()[0].dump() + "\n\n" + R"({"id":"b-1","body":"一批之一"})" + "\n" +
                           R"({"id":"b-2","body":"一批之二","opened":"昨天"})" + "\nnot json\n" +
                           R"({"id":"b-1","body":"一批之一，改过"})";
  const auto answer = world.client.Post("/v1/records?kind=petition", body, kLines);
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->get_header_value("Content-Type") == kLines);
  CHECK(statuses(answer->body) ==
        std::vector<std::string>{"unchanged", "created", "rejected", "rejected", "updated"});
  std::istringstream lines(answer->body);
  std::string line;
  for (int i = 0; i < 3; ++i) std::getline(lines, line);
  const json rejected = json::parse(line);
  CHECK(rejected["line"] == 4);
  CHECK(rejected["error"]["field"] == "opened");
  CHECK(rejected["error"]["value"] == "昨天");
  wait_for_total(world.client, "一批", 1);
}

TEST_CASE("bad writes are told what is wrong and change nothing", "[api][http][writes]") {
  World world;
  struct Row {
    httplib::Result answer;
    int status;
    std::string code;
  };
  const httplib::Headers two_keys{{"Idempotency-Key", "a"}, {"Idempotency-Key", "b"}};
  std::vector<Row> rows;
  rows.push_back({world.put("x", {{"body", "没有种类"}}), 400, "bad_input"});
  rows.push_back({world.put("x", {{"kind", "petition"}, {"opened", "昨天"}}), 400, "bad_input"});
  rows.push_back({world.put("x", {{"kind", "petition"}, {"id", "y"}}), 400, "bad_input"});
  rows.push_back({world.client.Put("/v1/records/x", "{", kJson), 400, "bad_input"});
  rows.push_back({world.client.Put("/v1/records/x?colour=3", "{}", kJson), 400, "bad_usage"});
  rows.push_back({world.client.Put("/v1/records/x?kind=nothing", "{}", kJson), 400, "unknown_kind"});
  rows.push_back({world.client.Put("/v1/records/" + std::string(201, 'x'), "{}", kJson), 400, "bad_usage"});
  rows.push_back({world.client.Put("/v1/records/x", "{}", kLines), 415, "unsupported_media_type"});
  rows.push_back({world.client.Post("/v1/records", "{}", kJson), 415, "unsupported_media_type"});
  rows.push_back({world.client.Post("/v1/records", {{"If-Match", "*"}}, "{}", kLines), 400, "bad_usage"});
  rows.push_back({world.put("x", petition_with("x"), {{"If-Match", "x"}}), 400, "bad_usage"});
  rows.push_back({world.put("x", petition_with("x"), {{"If-None-Match", "\"x\""}}), 400, "bad_usage"});
  rows.push_back({world.put("x", petition_with("x"), {{"Idempotency-Key", "两"}}), 400, "bad_usage"});
  rows.push_back({world.put("x", petition_with("x"), two_keys), 400, "bad_usage"});
  rows.push_back({world.client.Post("/v1/records",
                                    std::string(5001 * 2, '\n')
                                        .replace(0, 10'001,
                                                 [] {
                                                   std::string many;
                                                   for (int i = 0; i < 5001; ++i) many += "1\n";
                                                   return many;
                                                 }()),
                                    kLines),
                  413, "too_large"});
  rows.push_back({world.client.Delete("/v1/records"), 405, "method_not_allowed"});
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    REQUIRE(rows[i].answer);
    CAPTURE(rows[i].answer->body);
    CHECK(rows[i].answer->status == rows[i].status);
    CHECK(code_of(rows[i].answer) == rows[i].code);
  }
  CHECK(total(world.client, "*") == 4);
}

TEST_CASE("conditions guard against what others wrote meanwhile", "[api][http][writes]") {
  World world;
  const std::string etag = world.client.Get("/v1/records/p-1")->get_header_value("ETag");
  CHECK(world.put("p-1", petition_with("甲"), {{"If-None-Match", "*"}})->status == 412);
  CHECK(world.put("p-1", petition_with("甲"), {{"If-Match", etag}})->status == 200);
  const auto late = world.put("p-1", petition_with("乙"), {{"If-Match", etag}});
  CHECK(late->status == 412);
  CHECK(code_of(late) == "precondition_failed");
  CHECK(world.client.Delete("/v1/records/p-1", {{"If-Match", etag}})->status == 412);
  CHECK(world.put("none", petition_with("丙"), {{"If-Match", "*"}})->status == 412);
  CHECK(world.put("none", petition_with("丙"), {{"If-None-Match", "*"}})->status == 201);
}

TEST_CASE("a request sent again under its key is answered again and not done again, after a restart too",
          "[api][http][writes]") {
  const TempIndex index(petitions());
  const httplib::Headers key{{"Idempotency-Key", "request-1"}};
  const std::string body = R"({"id":"k","kind":"petition","body":"一"})";
  std::string first;
  {
    const TestServer server(index.db());
    auto client = server.client();
    const auto answer = client.Post("/v1/records", key, body, kLines);
    first = answer->body;
    CHECK(statuses(first) == std::vector<std::string>{"created"});
    CHECK(client.Post("/v1/records", key, body, kLines)->body == first);
    const auto other = client.Post("/v1/records", key, body + " ", kLines);
    CHECK(other->status == 422);
    CHECK(code_of(other) == "idempotency_key_reused");
    CHECK(client.Delete("/v1/records/k", key)->status == 422);
    CHECK(client.Delete("/v1/records/k")->status == 200);
  }
  const TestServer server(index.db());
  auto client = server.client();
  CHECK(client.Post("/v1/records", key, body, kLines)->body == first);
  CHECK(client.Get("/v1/records/k")->status == 404);
}

TEST_CASE("while another process writes to the index, writes are told to come again", "[api][http][writes]") {
  World world;
  std::optional<FolderLock> held = FolderLock::take(world.index.db()).value();
  const auto answer = world.put("x", petition_with("x"));
  CHECK(answer->status == 503);
  CHECK(code_of(answer) == "index_locked");
  CHECK(!answer->get_header_value("Retry-After").empty());
  CHECK(total(world.client, "*") == 4);
  held.reset();
  CHECK(world.put("x", petition_with("x"))->status == 201);
}

TEST_CASE("a server that is stopped has published what it took", "[api][http][writes]") {
  World world;
  CHECK(world.put("last", petition_with("最后一条"))->status == 201);
  world.server.stop();
  TestServer next(world.index.db());
  auto client = next.client();
  CHECK(total(client, "最后一条") == 1);
  CHECK(!json::parse(client.Get("/readyz")->body).contains("journal_fault"));
}
