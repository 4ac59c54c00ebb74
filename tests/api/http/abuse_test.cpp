// What callers do wrong, by accident or not: each gets its own answer, and the server is there for the next
// one.
#include <zlib.h>

#include "tests/api/http/petitions.hpp"
#include "tests/support/test_server.hpp"

using namespace leian;
using namespace leian::test;
using nlohmann::json;

namespace {

/// The answer to bytes after which nothing more is sent.
std::string answer_to(const TestServer& server, const std::string& bytes) {
  const RawSocket socket(server.port());
  socket.send(bytes);
  socket.send_no_more();
  return socket.receive_all();
}

std::string request(const TestServer& server, std::string_view line, std::string_view headers = {},
                    std::string_view body = {}) {
  return fmt::format("{} HTTP/1.1\r\nHost: {}\r\n{}\r\n{}", line, server.host(), headers, body);
}

std::string json_post(const TestServer& server, std::string_view body) {
  return request(server, "POST /v1/search",
                 fmt::format("Content-Type: application/json\r\nContent-Length: {}\r\n", body.size()), body);
}

std::string code_of(const std::string& answer) {
  const std::size_t at = answer.find("\r\n\r\n");
  REQUIRE(at != std::string::npos);
  const json problem = json::parse(answer.substr(at + 4), nullptr, false);
  REQUIRE(problem.is_object());
  CHECK(problem["status"] == status_of(answer));
  CHECK(!problem["detail"].get<std::string>().empty());
  CHECK(!problem["detail_en"].get<std::string>().empty());
  return problem["code"];
}

std::string gzip(const std::string& plain) {
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
  std::string packed(deflateBound(&stream, plain.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

}  // namespace

TEST_CASE("each wrong request has its own status and code", "[api][http]") {
  const TestServer server(shared_index().db());
  struct Row {
    std::string bytes;
    int status;
    std::string code;
  };
  const std::string json_type = "Content-Type: application/json\r\n";
  const std::vector<Row> rows{
      {request(server, "GET /nowhere"), 404, "not_found"},
      {request(server, "GET /v1/records/"), 404, "not_found"},
      {request(server, "GET /v1/records/a/b"), 404, "not_found"},
      {request(server, "GET /v1/records/%zz"), 400, "bad_usage"},
      {request(server, "GET /v1/../etc/passwd"), 404, "not_found"},
      {request(server, "DELETE /v1/search"), 405, "method_not_allowed"},
      {request(server, "POST /v1/kinds", "Content-Length: 0\r\n"), 405, "method_not_allowed"},
      {request(server, "OPTIONS /v1/search"), 405, "method_not_allowed"},
      {request(server, "BREW /v1/search"), 405, "method_not_allowed"},
      {request(server, "BREW /pot"), 404, "not_found"},
      {request(server, "GET /v1/search?limit=-1"), 400, "bad_usage"},
      {request(server, "GET /v1/search?offset=1e9"), 400, "bad_usage"},
      {request(server, "GET /v1/search?offset=1000000000"), 400, "bad_usage"},
      {request(server, "GET /v1/search?q=a&q=b"), 400, "bad_usage"},
      {request(server, "GET /v1/search?Q=a"), 400, "bad_usage"},
      {request(server, "GET /v1/search?q=%ff"), 400, "bad_usage"},
      {request(server, "GET /v1/search?q=%"), 400, "bad_usage"},
      {request(server, "GET /v1/search?filter=nosuchfield%3Dx"), 400, "unknown_field"},
      {request(server, "GET /v1/search?filter=region"), 400, "bad_usage"},
      {request(server, "GET /v1/search?facet=nosuchfield"), 400, "unknown_field"},
      {request(server, "GET /v1/search?sort=nosuchfield"), 400, "unknown_field"},
      {request(server, "GET /v1/search?kind=nosuchkind"), 400, "unknown_kind"},
      {request(server, "GET /v1/search?q=" + std::string(9'000, 'a')), 414, "uri_too_long"},
      {request(server, "GET /healthz", "A: " + std::string(1'000'000, 'a') + "\r\n"), 431,
       "headers_too_large"},
      {request(server, "GET /healthz", "A: " + std::string(8'100, 'a') + "\r\n"), 431, "headers_too_large"},
      {request(server, "GET /healthz", "Bad Header: x\r\n"), 400, "bad_input"},
      {request(server, "GET /healthz", "Host: twice\r\n"), 400, "bad_input"},
      {"GET /healthz HTTP/1.1\r\n\r\n", 400, "bad_input"},
      {"GET /healthz HTTP/1.1\r\nHost: evil.example\r\n\r\n", 403, "forbidden"},
      {"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n", 403, "forbidden"},
      {request(server, "GET /v1/kinds", "Origin: http://evil.example\r\n"), 403, "forbidden"},
      {request(server, "GET /v1/kinds", "Origin: null\r\n"), 403, "forbidden"},
      {"not http at all\r\n\r\n", 400, "bad_input"},
      {request(server, "POST /v1/search", json_type), 411, "length_required"},
      {request(server, "POST /v1/search", json_type + "Transfer-Encoding: chunked\r\n",
               "2\r\n{}\r\n0\r\n\r\n"),
       411, "length_required"},
      {request(server, "POST /v1/search", json_type + "Content-Length: 2\r\nContent-Length: 3\r\n", "{}"),
       400, "bad_input"},
      {request(server, "POST /v1/search", json_type + "Content-Length: 9000000\r\n"), 413, "too_large"},
      {request(server, "POST /v1/search", json_type + "Content-Length: 100\r\n", "{\"q\":"), 400,
       "bad_input"},
      {request(server, "POST /v1/search", "Content-Length: 2\r\n", "{}"), 415, "unsupported_media_type"},
      {request(server, "POST /v1/search", "Content-Type: text/plain\r\nContent-Length: 2\r\n", "{}"), 415,
       "unsupported_media_type"},
      {request(server, "POST /v1/search", json_type + "Content-Encoding: gzip\r\nContent-Length: 2\r\n",
               "{}"),
       415, "unsupported_media_type"},
      {json_post(server, ""), 400, "bad_input"},
      {json_post(server, "{"), 400, "bad_input"},
      {json_post(server, "[1]"), 400, "bad_input"},
      {json_post(server, "{\"q\":\"\\ud800\"}"), 400, "bad_input"},
      {json_post(server, "{\"filter\":" + std::string(100'000, '[') + "}"), 400, "bad_input"},
      {json_post(server, "{\"limit\":-1}"), 400, "bad_usage"},
      {json_post(server, "{\"q\":\"" + std::string(100'000, 'a') + "\"}"), 413, "too_large"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.bytes.substr(0, 120));
    const std::string answer = answer_to(server, row.bytes);
    CHECK(status_of(answer) == row.status);
    CHECK(code_of(answer) == row.code);
    CHECK_THAT(answer, Mentions("Content-Type: application/problem+json\r\n"));
    CHECK_THAT(answer, Mentions("X-Request-Id: "));
    CHECK_THAT(answer, Mentions("X-Content-Type-Options: nosniff"));
  }
  CHECK(server.client().Get("/healthz")->status == 200);
}

TEST_CASE("odd queries are answered, never a failure of ours", "[api][http]") {
  const TestServer server(shared_index().db());
  for (const std::string q :
       {"\"物业",  "物业\"",       "\"\"",      "(",  ")",  "((((",     "AND", "OR OR",
        "NOT",     "NOT NOT 物业", "-",         "*",  "的", "的 了 是", ":",   "region:",
        ":210400", "a..b",         "opened:..", "\\", "%",  "'; DROP",  "😀",   "　"}) {
    CAPTURE(q);
    const auto answer = server.client().Post("/v1/search", json{{"q", q}}.dump(), "application/json");
    REQUIRE(answer);
    CHECK((answer->status == 200 || answer->status == 400));
  }
}

TEST_CASE("a wrong method is told the right ones", "[api][http]") {
  const TestServer server(shared_index().db());
  struct Row {
    const char* line;
    const char* allow;
  };
  for (const Row& row : {Row{"DELETE /v1/search", "Allow: GET, HEAD, POST\r\n"},
                         Row{"PUT /v1/kinds", "Allow: GET, HEAD\r\n"}, Row{"PATCH /", "Allow: GET, HEAD\r\n"},
                         Row{"POST /v1/records/x", "Allow: GET, HEAD, PUT, DELETE\r\n"}})
    CHECK_THAT(answer_to(server, request(server, row.line)), Mentions(row.allow));
}

TEST_CASE("headers are the same in answers to HEAD and GET", "[api][http]") {
  const TestServer server(shared_index().db());
  auto client = server.client();
  for (const char* path : {"/", "/healthz", "/openapi.json", "/v1/kinds", "/v1/records/p-1",
                           "/v1/records/none", "/v1/search?limit=-1", "/nowhere"}) {
    CAPTURE(path);
    const auto get = client.Get(path);
    const auto head = client.Head(path);
    REQUIRE((get && head));
    CHECK(head->status == get->status);
    CHECK(head->body.empty());
    auto of_get = get->headers;
    auto of_head = head->headers;
    for (auto* headers : {&of_get, &of_head}) headers->erase("X-Request-Id");
    CHECK(of_get == of_head);
  }
}

TEST_CASE("a compressed body is refused before it can inflate", "[api][http]") {
  const TestServer server(shared_index().db());
  const std::string bomb = gzip("{\"q\":\"" + std::string(200'000'000, 'a') + "\"}");
  const auto answer =
      server.client().Post("/v1/search", {{"Content-Encoding", "gzip"}}, bomb, "application/json");
  REQUIRE(answer);
  CHECK(answer->status == 415);
}

TEST_CASE("a body above the limit is refused while it is still being sent, and the answer arrives",
          "[api][http]") {
  const TestServer server(shared_index().db());
  const auto answer = server.client().Post("/v1/search", std::string(20'000'000, ' '), "application/json");
  REQUIRE(answer);
  CHECK(answer->status == 413);
}

TEST_CASE("a caller who waits for leave to send a body is refused without sending it", "[api][http]") {
  const TestServer server(shared_index().db());
  const RawSocket socket(server.port());
  socket.send(
      request(server, "POST /v1/search",
              "Content-Type: application/json\r\nContent-Length: 90000000\r\nExpect: 100-continue\r\n"));
  CHECK(status_of(socket.receive_until("\r\n\r\n")) == 413);
}

TEST_CASE("a caller who dribbles is cut off", "[api][http]") {
  const TestServer server(shared_index().db());
  SECTION("before the head is whole") {
    const RawSocket socket(server.port());
    socket.send("GET /healthz HTTP/1.1\r\nHost:");
    const std::string answer = socket.receive_all();
    CHECK(status_of(answer) == 408);
    CHECK(code_of(answer) == "timeout");
  }
  SECTION("before the body is whole") {
    const RawSocket socket(server.port());
    socket.send(
        request(server, "POST /v1/search", "Content-Type: application/json\r\nContent-Length: 10\r\n", "{"));
    CHECK(status_of(socket.receive_all()) == 400);
  }
  SECTION("without a word") {
    auto limits = quick_limits();
    limits.keep_alive = std::chrono::milliseconds(50);
    const TestServer impatient(shared_index().db(), limits);
    CHECK(RawSocket(impatient.port()).receive_all().empty());
  }
}

TEST_CASE("silent connections do not keep others out", "[api][http]") {
  auto limits = quick_limits();
  limits.threads = 2;
  limits.keep_alive = std::chrono::minutes(10);
  const TestServer server(shared_index().db(), limits);
  const RawSocket a(server.port());
  const RawSocket b(server.port());
  CHECK(server.client().Get("/healthz")->status == 200);
}

TEST_CASE("when the line is full the next caller is told to come back", "[api][http]") {
  auto limits = quick_limits();
  limits.threads = 1;
  limits.queue = 0;
  limits.body_timeout = std::chrono::minutes(10);
  const TestServer server(shared_index().db(), limits);
  const RawSocket busy(server.port());
  busy.send(request(server, "POST /v1/search",
                    "Content-Type: application/json\r\nContent-Length: 2\r\nExpect: 100-continue\r\n"));
  busy.receive_until("\r\n\r\n");  // the one thread is at it now
  const std::string answer = answer_to(server, request(server, "GET /healthz"));
  CHECK(status_of(answer) == 503);
  CHECK(code_of(answer) == "busy");
  CHECK_THAT(answer, Mentions("Retry-After: "));
  busy.send("{}");
  CHECK(status_of(busy.receive_until("\r\n\r\n")) == 200);
}

TEST_CASE("requests sent in one go are answered one after the other", "[api][http]") {
  const TestServer server(shared_index().db());
  const std::string answer =
      answer_to(server, json_post(server, "{\"limit\":0}") + request(server, "GET /healthz") +
                            request(server, "GET /nowhere", "Connection: close\r\n"));
  const std::size_t second = answer.find("HTTP/1.1 200", 1);
  REQUIRE(second != std::string::npos);
  CHECK(answer.find("HTTP/1.1 404", second) != std::string::npos);
}

TEST_CASE("a body nobody asked for is not taken for the next request", "[api][http]") {
  const TestServer server(shared_index().db());
  const std::string smuggled = request(server, "GET /v1/kinds");
  const std::string answer = answer_to(
      server,
      request(server, "GET /healthz", fmt::format("Content-Length: {}\r\n", smuggled.size()), smuggled));
  CHECK(status_of(answer) == 200);
  CHECK(answer.find("HTTP/1.1", 1) == std::string::npos);
}
