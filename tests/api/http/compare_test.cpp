// /v1/compare, and the parameters of /v1/similar for tiers and what stands beside the list.
#include "tests/api/http/petitions.hpp"
#include "tests/support/test_server.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

json read(const httplib::Result& answer, int status) {
  REQUIRE(answer);
  CAPTURE(answer->body);
  CHECK(answer->status == status);
  return json::parse(answer->body);
}

json get_json(const TestServer& server, const std::string& path, int status = 200) {
  auto client = server.client();
  return read(client.Get(path), status);
}

json post_json(const TestServer& server, const std::string& path, const json& body, int status = 200) {
  auto client = server.client();
  return read(client.Post(path, body.dump(), "application/json"), status);
}

}  // namespace

TEST_CASE("cases are compared by their ids, and a text with them", "[api][http]") {
  const TestServer server(shared_index().db());
  const json two = get_json(server, "/v1/compare?id=p-1&id=p%2F2");
  CHECK(two["cases"].size() == 2);
  const json with_text = post_json(server, "/v1/compare",
                                   {{"id", {"p-1"}}, {"text", "小区物业收费后不维修电梯，业主多次反映。"}});
  CHECK(with_text["cases"][0]["id"] == "");
  REQUIRE(with_text["passages"].size() == 1);
  CHECK(with_text["passages"][0]["cases"] == json({0, 1}));
}

TEST_CASE("what cannot be compared is a problem that says why", "[api][http]") {
  const TestServer server(shared_index().db());
  CHECK(get_json(server, "/v1/compare", 400)["code"] == "bad_usage");
  CHECK(get_json(server, "/v1/compare?id=p-1", 400)["code"] == "bad_usage");
  CHECK(get_json(server, "/v1/compare?id=p-1&id=p-1", 400)["code"] == "bad_usage");
  CHECK(get_json(server, "/v1/compare?id=p-1&id=none", 404)["code"] == "not_found");
  get_json(server, "/v1/compare?id=p-1&ids=p-3", 400);
}

TEST_CASE("flags are true or false and nothing else", "[api][http]") {
  const TestServer server(shared_index().db());
  CHECK(get_json(server, "/v1/similar?id=p-1&walk=true").contains("tiers"));
  CHECK_FALSE(get_json(server, "/v1/similar?id=p-1&walk=false").contains("tiers"));
  for (const char* bad : {"walk=yes", "stop=1", "beside=", "walk=true&walk=true", "day=gestern"}) {
    CAPTURE(bad);
    CHECK(get_json(server, std::string("/v1/similar?id=p-1&") + bad, 400)["code"] == "bad_usage");
  }
}
