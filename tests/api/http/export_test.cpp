#include <thread>

#include "tests/api/http/petitions.hpp"
#include "tests/support/test_server.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

std::vector<json> many(int count) {
  std::vector<json> records;
  for (int i = 0; i < count; ++i)
    records.push_back({{"id", "r" + std::to_string(i)},
                       {"kind", "petition"},
                       {"title", "小区噪声"},
                       {"body", std::string(static_cast<std::size_t>(500 + i % 7), 'x')}});
  return records;
}

}  // namespace

TEST_CASE("an export over HTTP is as long as the total says, in each format", "[api][http]") {
  const TempIndex index(many(3000));
  const TestServer server(index.db());
  auto client = server.client();
  const auto answer = client.Get("/v1/export?q=%E5%99%AA%E5%A3%B0&kind=petition");
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->get_header_value("Content-Type") == "application/x-ndjson");
  CHECK(answer->get_header_value("X-Total-Count") == "3000");
  CHECK_THAT(answer->get_header_value("Content-Disposition"), Mentions("leian-export.ndjson"));
  CHECK(std::count(answer->body.begin(), answer->body.end(), '\n') == 3000);
  CHECK(json::parse(answer->body.substr(0, answer->body.find('\n')))["kind"] == "petition");

  const auto csv = client.Get("/v1/export?format=csv&sort=-opened");
  REQUIRE(csv);
  CHECK(std::count(csv->body.begin(), csv->body.end(), '\n') == 3001);
  const auto sheet = client.Get("/v1/export?format=xlsx");
  REQUIRE(sheet);
  CHECK(sheet->body.starts_with("PK"));
  // The connection is good for another question.
  CHECK(client.Get("/healthz")->status == 200);
  const auto head = client.Head("/v1/export");
  REQUIRE(head);
  CHECK(head->status == 200);
  CHECK(head->body.empty());
}

TEST_CASE("an export that cannot be is a problem, not a broken file", "[api][http]") {
  const TestServer server(shared_index().db());
  auto client = server.client();
  for (const auto& [query, status] : {std::pair{"format=pdf", 400},
                                      {"sort=title", 400},
                                      {"q=(x", 400},
                                      {"limit=3", 400},
                                      {"filter=x", 400}}) {
    CAPTURE(query);
    const auto answer = client.Get(std::string("/v1/export?") + query);
    REQUIRE(answer);
    CHECK(answer->status == status);
    CHECK(answer->get_header_value("Content-Type") == "application/problem+json");
  }
  CHECK(client.Post("/v1/export", R"({"limit": 1})", "application/json")->status == 400);
}

TEST_CASE("only so many exports run at a time, and one that is left gives its place up", "[api][http]") {
  const TempIndex index(many(20'000));
  auto limits = quick_limits();
  limits.exports = 1;
  const TestServer server(index.db(), limits);
  {
    const RawSocket slow(server.port());
    slow.send("GET /v1/export HTTP/1.1\r\nHost: " + server.host() + "\r\n\r\n");
    REQUIRE(status_of(slow.receive_until("\r\n\r\n")) == 200);
    const auto second = server.client().Get("/v1/export");
    REQUIRE(second);
    CHECK(second->status == 503);
    CHECK(second->get_header_value("Retry-After") == "2");
  }
  int status = 503;
  for (int i = 0; i < 200 && status == 503; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    const auto again = server.client().Get("/v1/export?q=nothing_like_this");
    if (again) status = again->status;
  }
  CHECK(status == 200);
}
