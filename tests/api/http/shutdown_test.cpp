#include "tests/api/http/petitions.hpp"
#include "tests/support/test_server.hpp"

using namespace leian;
using namespace leian::test;

namespace {

/// A search whose head the server has read and whose body is still to come.
void begin_search(const RawSocket& socket, const TestServer& server) {
  socket.send(
      fmt::format("POST /v1/search HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n"
                  "Content-Length: 11\r\nExpect: 100-continue\r\n\r\n",
                  server.host()));
  CHECK(status_of(socket.receive_until("\r\n\r\n")) == 100);
}

}  // namespace

TEST_CASE("a request under way at shutdown is finished", "[api][http]") {
  auto limits = quick_limits();
  limits.body_timeout = std::chrono::minutes(10);
  TestServer server(shared_index().db(), limits);
  const RawSocket socket(server.port());
  begin_search(socket, server);
  server.ask_to_stop();
  socket.send("{\"limit\":1}");
  const std::string answer = socket.receive_all();
  CHECK(status_of(answer) == 200);
  CHECK_THAT(answer, Mentions("Connection: close\r\n"));
  CHECK_THAT(answer, Mentions("\"total\":4"));
  server.stop();
}

TEST_CASE("a caller who stalls does not keep the server from stopping", "[api][http]") {
  auto limits = quick_limits();
  limits.body_timeout = std::chrono::minutes(10);
  limits.keep_alive = std::chrono::minutes(10);
  limits.drain = std::chrono::milliseconds(100);
  TestServer server(shared_index().db(), limits);
  const RawSocket silent(server.port());
  const RawSocket stalled(server.port());
  begin_search(stalled, server);
  server.stop();
  CHECK(status_of(stalled.receive_all()) == 400);
  CHECK(silent.receive_all().empty());
}

TEST_CASE("a server may be stopped before it runs, and more than once", "[api][http]") {
  api::HttpServer server(shared_index().db(), quick_limits(), std::make_shared<spdlog::logger>("quiet"));
  REQUIRE(server.bind({"127.0.0.1", 0}));
  server.stop();
  server.stop();
  server.run();
}

TEST_CASE("a port in use is said to be", "[api][http]") {
  const TestServer first(shared_index().db());
  api::HttpServer second(shared_index().db(), quick_limits(), std::make_shared<spdlog::logger>("quiet"));
  const auto bound = second.bind({"127.0.0.1", first.port()});
  REQUIRE(!bound);
  CHECK(bound.error().code == ErrorCode::Conflict);
  CHECK_THAT(bound.error().what.en, Mentions(std::to_string(first.port())));
}
