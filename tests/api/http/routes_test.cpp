#include <thread>

#include "tests/api/http/petitions.hpp"
#include "tests/support/test_server.hpp"
#include "tests/support/zip_maker.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

json get_json(const TestServer& server, const std::string& path, int status = 200) {
  const auto answer = server.client().Get(path);
  REQUIRE(answer);
  CAPTURE(path, answer->body);
  REQUIRE(answer->status == status);
  return json::parse(answer->body);
}

json post_json(const TestServer& server, const std::string& path, const json& body, int status = 200) {
  const auto answer = server.client().Post(path, body.dump(), "application/json");
  REQUIRE(answer);
  CAPTURE(path, answer->body);
  REQUIRE(answer->status == status);
  return json::parse(answer->body);
}

}  // namespace

TEST_CASE("a search answers with hits, an exact total and facets", "[api][http]") {
  const TestServer server(shared_index().db());
  const json answer =
      get_json(server, "/v1/search?q=%E7%89%A9%E4%B8%9A&facet=region&facet=channel&kind=petition");
  CHECK(answer["total"] == 2);
  CHECK(answer["hits"].size() == 2);
  CHECK(answer["facets"]["region"].size() == 2);
  CHECK(answer["facets_distinct"]["channel"] == 2);
  for (const json& hit : answer["hits"]) {
    CHECK(hit["kind"] == "petition");
    CHECK_THAT(hit["snippet"].get<std::string>(), Mentions("<mark>物业</mark>"));
  }
}

TEST_CASE("GET and POST ask the same question", "[api][http]") {
  const TestServer server(shared_index().db());
  json by_get = get_json(
      server, "/v1/search?q=%E7%89%A9%E4%B8%9A&filter=region%3D210400&facet=kind&sort=-opened&limit=5");
  json by_post = post_json(
      server, "/v1/search",
      {{"q", "物业"}, {"filter", {"region=210400"}}, {"facet", {"kind"}}, {"sort", "-opened"}, {"limit", 5}});
  by_get.erase("took_ms");
  by_post.erase("took_ms");
  CHECK(by_get == by_post);
  CHECK(by_get["total"] == 3);  // the prefecture and its district
}

TEST_CASE("markup in a record reaches the browser as text", "[api][http]") {
  const TestServer server(shared_index().db());
  const json answer = get_json(server, "/v1/search?q=%E6%8B%96%E6%AC%A0");
  REQUIRE(answer["total"] == 1);
  CHECK(answer["hits"][0]["snippet"].get<std::string>().find("<b>") == std::string::npos);
}

TEST_CASE("a limit of zero counts without listing", "[api][http]") {
  const TestServer server(shared_index().db());
  const json answer = get_json(server, "/v1/search?limit=0&facet=kind");
  CHECK(answer["total"] == 4);
  CHECK(answer["hits"].empty());
  CHECK(answer["facets"]["kind"].size() == 2);
}

TEST_CASE("a record is whole, found by its encoded id, and not sent twice", "[api][http]") {
  const TestServer server(shared_index().db());
  const json record = get_json(server, "/v1/records/p%2F2");
  CHECK(record["id"] == "p/2");
  CHECK(record["labels"]["region"]["210402"] == "新抚区");
  CHECK_THAT(record["body"].get<std::string>(), Mentions("噪声"));

  auto client = server.client();
  const auto first = client.Get("/v1/records/p-1");
  REQUIRE(first);
  const auto again = client.Get("/v1/records/p-1", {{"If-None-Match", first->get_header_value("ETag")}});
  REQUIRE(again);
  CHECK(again->status == 304);
  CHECK(again->body.empty());

  CHECK(get_json(server, "/v1/records/none", 404)["code"] == "not_found");
  CHECK(get_json(server, "/v1/records/" + std::string(201, 'x'), 400)["code"] == "bad_usage");
}

TEST_CASE("similar cases come by id and by text, each with its reasons", "[api][http]") {
  const TestServer server(shared_index().db());
  for (const json& answer :
       {get_json(server, "/v1/similar?id=p-1&kind=mediation_agreement"),
        post_json(server, "/v1/similar", {{"text", "业主拒交物业费"}, {"kind", "mediation_agreement"}})}) {
    REQUIRE(answer["hits"].size() == 1);
    CHECK(answer["hits"][0]["id"] == "m-1");
    CHECK(!answer["hits"][0]["reasons"].empty());
    CHECK(!answer["terms"].empty());
  }
  get_json(server, "/v1/similar?id=none", 404);
  get_json(server, "/v1/similar", 400);
  get_json(server, "/v1/similar?id=p-1&text=x", 400);
}

TEST_CASE("a document that is sent is looked up by what it says", "[api][http]") {
  const TestServer server(shared_index().db());
  const auto send = [&](const std::string& body, const std::string& type, const std::string& more = "") {
    const auto answer = server.client().Post("/v1/similar?kind=mediation_agreement" + more, body, type);
    REQUIRE(answer);
    CAPTURE(type, answer->body);
    return std::pair(answer->status, json::parse(answer->body));
  };
  const std::string docx =
      zip_bytes(docx_parts("<w:p><w:r><w:t>楼上漏水，业主因此拒交物业费两年。</w:t></w:r></w:p>"));
  const std::string docx_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
  for (const auto& [body, type] :
       {std::pair{docx, docx_type},
        std::pair{std::string("楼上漏水，业主拒交物业费"), std::string("text/plain; charset=utf-8")},
        std::pair{std::string("<p>楼上漏水，业主拒交物业费</p>"), std::string("text/html")}}) {
    const auto [status, answer] = send(body, type, "&sense=facts&limit=3");
    REQUIRE(status == 200);
    REQUIRE_FALSE(answer["hits"].empty());
    CHECK(answer["hits"][0]["id"] == "m-1");
    CHECK_THAT(answer["hits"][0]["reasons"][0]["there"].get<std::string>(), Mentions("<mark>"));
  }
  CHECK(send("PK\x03\x04 cut short", docx_type).first == 400);
  CHECK(send("%PDF-1.7 nothing behind it", "application/pdf").first == 400);
  CHECK(send("{}", "application/xml").first == 415);
  CHECK(send("楼上漏水", "text/plain", "&id=p-1").first == 400);
  CHECK(send("楼上漏水", "text/plain", "&sense=taste").first == 400);
}

TEST_CASE("a form that was filled in is looked up, and told what is wrong with it", "[api][http]") {
  const TestServer server(shared_index().db());
  const json answer =
      post_json(server, "/v1/similar",
                {{"given", {{"kind", "mediation_agreement"}, {"事实", "业主拒交物业费"}, {"amount", 2800}}},
                 {"sense", "facts"}});
  REQUIRE(answer["hits"].size() == 1);
  CHECK(answer["hits"][0]["differences"][0]["field"] == "amount");
  post_json(server, "/v1/similar", {{"given", {{"facts", "业主"}}}}, 400);
  post_json(server, "/v1/similar", {{"given", {{"kind", "mediation_agreement"}, {"amount", "许多"}}}}, 400);
  const json unknown =
      post_json(server, "/v1/similar", {{"text", "业主拒交物业费"}, {"cause", "物业费"}}, 400);
  CHECK_THAT(unknown["detail"].get<std::string>(), Mentions("物业费"));
  for (const char* text : {"", "业", "，。", "The tenant refuses to pay."})
    post_json(server, "/v1/similar", {{"text", text}}, 400);
}

TEST_CASE("kinds are counted as they stand in the index", "[api][http]") {
  const TestServer server(shared_index().db());
  std::map<std::string, int> counts;
  const json answer = get_json(server, "/v1/kinds");
  for (const json& kind : answer["kinds"]) counts[kind["name"]] = kind["records"];
  CHECK(counts["petition"] == 3);
  CHECK(counts["mediation_agreement"] == 1);
  CHECK(counts["reviewed_case"] == 0);
}

TEST_CASE("the console and its files are served with their types and validators", "[api][http]") {
  const TestServer server(shared_index().db());
  auto client = server.client();
  const auto page = client.Get("/");
  REQUIRE(page);
  CHECK(page->status == 200);
  CHECK_THAT(page->get_header_value("Content-Type"), Mentions("text/html"));
  CHECK_THAT(page->get_header_value("Content-Security-Policy"), Mentions("default-src"));
  const auto again = client.Get("/", {{"If-None-Match", page->get_header_value("ETag")}});
  REQUIRE(again);
  CHECK(again->status == 304);
}

TEST_CASE("metrics count requests by route and tell the index's size, but nobody's words", "[api][http]") {
  TestServer server(shared_index().db());
  get_json(server, "/v1/search?q=%E7%89%A9%E4%B8%9A");
  get_json(server, "/v1/records/p-1");
  // A request is counted as ended a moment after its caller has the answer.
  const std::string alone = "leian_http_requests_in_flight 1";
  auto metrics = server.client().Get("/metrics");
  for (int i = 0; i < 500 && metrics && metrics->body.find(alone) == std::string::npos; ++i)
    metrics = server.client().Get("/metrics");
  REQUIRE(metrics);
  for (const char* line :
       {"leian_http_requests_total{method=\"GET\",route=\"/v1/search\",status=\"200\"} 1",
        "leian_http_requests_total{method=\"GET\",route=\"/v1/records/{id}\",status=\"200\"} 1",
        "leian_index_records 4", alone.c_str()})
    CHECK_THAT(metrics->body, Mentions(line));
  CHECK(metrics->body.find("p-1") == std::string::npos);
}

TEST_CASE("the access log has one line a request and no word of what was asked", "[api][http]") {
  TestServer server(shared_index().db());
  get_json(server, "/v1/search?q=secretword&kind=petition");
  get_json(server, "/v1/search?q=secretword&kind=secretkind", 400);
  get_json(server, "/v1/records/secretid", 404);
  get_json(server, "/secretpath", 404);
  post_json(server, "/v1/similar", {{"text", "secretword 物业"}});
  server.stop();
  const std::string log = server.log();
  CAPTURE(log);
  CHECK(log.find("secret") == std::string::npos);
  CHECK(log.find("petition") == std::string::npos);
  CHECK(std::count(log.begin(), log.end(), '\n') == 5);
  for (const char* part : {"GET /v1/search 200", "GET /v1/search 400", "GET /v1/records/{id} 404",
                           "GET - 404", "POST /v1/similar 200"})
    CHECK_THAT(log, Mentions(part));
}

TEST_CASE("every answer has an id of its own", "[api][http]") {
  const TestServer server(shared_index().db());
  auto client = server.client();
  const auto a = client.Get("/healthz");
  const auto b = client.Get("/nowhere");
  REQUIRE((a && b));
  CHECK(a->get_header_value("X-Request-Id").size() == 16);
  CHECK(a->get_header_value("X-Request-Id") != b->get_header_value("X-Request-Id"));
}

TEST_CASE("a server without an index is alive but not ready, until there is one", "[api][http]") {
  const TempFolder empty;
  const TestServer server(empty / "db");
  CHECK(get_json(server, "/healthz")["status"] == "ok");
  const auto ready = server.client().Get("/readyz");
  REQUIRE(ready);
  CHECK(ready->status == 503);
  CHECK(ready->has_header("Retry-After"));
  CHECK(get_json(server, "/v1/search", 503)["code"] == "index_missing");
  CHECK(get_json(server, "/v1/kinds", 503)["code"] == "index_missing");
}

TEST_CASE("a new generation is picked up without a restart", "[api][http]") {
  TempIndex index(petitions());
  const TestServer server(index.db());
  const json before = get_json(server, "/readyz");
  CHECK(before["records"] == 4);
  index.add({{{"id", "new"}, {"kind", "petition"}, {"title", "新来的"}, {"body", "新来的信访事项"}}});
  json after = before;
  while (after["generation"] == before["generation"]) after = get_json(server, "/readyz");
  CHECK(after["records"] == 5);
  CHECK(get_json(server, "/v1/records/new")["title"] == "新来的");
}

TEST_CASE("clients side by side get the answers they would get alone", "[api][http]") {
  // Fewer threads than clients: none may find a connection closed that it was not told would be.
  const int clients_at_once = GENERATE(3, 8);
  const TestServer server(shared_index().db());
  const std::vector<std::string> paths{"/v1/search?q=%E7%89%A9%E4%B8%9A&facet=kind", "/v1/similar?id=p-1",
                                       "/v1/records/p-3", "/v1/kinds"};
  std::vector<std::string> alone;
  const auto plain = [](json answer) {
    answer.erase("took_ms");
    return answer.dump();
  };
  for (const auto& path : paths) alone.push_back(plain(get_json(server, path)));
  std::atomic<int> wrong{0};
  std::vector<std::thread> clients;
  for (int who = 0; who < clients_at_once; ++who)
    clients.emplace_back([&, who] {
      auto client = server.client();
      client.set_keep_alive(true);
      for (std::size_t i = 0; i < 40; ++i) {
        const std::size_t which = (static_cast<std::size_t>(who) + i) % paths.size();
        const auto answer = client.Get(paths[which]);
        if (!answer || answer->status != 200 || plain(json::parse(answer->body)) != alone[which]) ++wrong;
      }
    });
  for (auto& client : clients) client.join();
  CHECK(wrong == 0);
}
