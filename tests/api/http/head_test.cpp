#include "api/http/head.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

namespace {

int status_of(std::string_view head) {
  const auto facts = examine_head(head, ServerLimits{});
  return facts ? 200 : facts.error().status;
}

std::string with(std::string_view headers) {
  return "GET / HTTP/1.1\r\nHost: localhost:1\r\n" + std::string(headers) + "\r\n";
}

}  // namespace

TEST_CASE("a plain head passes, with its length", "[api][http]") {
  CHECK(status_of(with("")) == 200);
  CHECK(status_of("GET /?q=%E7 HTTP/1.0\r\nHost:localhost\r\n\r\n") == 200);
  const auto facts = examine_head(with("content-LENGTH: 12 \r\n"), ServerLimits{});
  REQUIRE(facts);
  CHECK(facts->body_bytes == 12);
}

TEST_CASE("a head that two readers could read in two ways is refused", "[api][http]") {
  struct Row {
    std::string head;
    int status;
  };
  const std::vector<Row> rows{
      {with("Content-Length: 1\r\nContent-Length: 1\r\n"), 400},
      {with("Content-Length: 1, 1\r\n"), 400},
      {with("Content-Length: -1\r\n"), 400},
      {with("Content-Length: +1\r\n"), 400},
      {with("Content-Length: 0x10\r\n"), 400},
      {with("Content-Length: \r\n"), 400},
      {with("Content-Length: 18446744073709551615\r\n"), 400},
      {with("Content-Length: 99999999999999999999\r\n"), 400},
      {with("Transfer-Encoding: chunked\r\n"), 411},
      {with("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n"), 411},
      {with("Content-Length : 3\r\n"), 400},
      {with(" folded\r\n"), 400},
      {with("No-Colon\r\n"), 400},
      {with(": no name\r\n"), 400},
      {with("A: b\nContent-Length: 3\r\n"), 400},
      {with("A: b\rContent-Length: 3\r\n"), 400},
      {with(std::string("A: b\0c\r\n", 8)), 400},
      {with("Host: other\r\n"), 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
      {"GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"G@T / HTTP/1.1\r\nHost: a\r\n\r\n", 400},
      {"GET /\r\nHost: a\r\n\r\n", 400},
      {"\r\n\r\n", 400},
  };
  for (const Row& row : rows) {
    CAPTURE(row.head);
    CHECK(status_of(row.head) == row.status);
  }
}

TEST_CASE("a head is bounded by line, by number and as a whole", "[api][http]") {
  CHECK(status_of("GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n") == 414);
  CHECK(status_of(with("A: " + std::string(kMaxHeaderLine, 'a') + "\r\n")) == 431);
  std::string many;
  for (std::size_t i = 0; i < kMaxHeaders; ++i) many += "A: b\r\n";
  CHECK(status_of(with(many)) == 431);
  std::string large;
  for (int i = 0; i < 20; ++i) large += "A: " + std::string(kMaxHeaderLine / 2, 'a') + "\r\n";
  CHECK(status_of(with(large)) == 431);
}

TEST_CASE("a head still coming is refused as soon as it is too long", "[api][http]") {
  const ServerLimits limits;
  CHECK(!too_long("GET / HT", limits));
  CHECK(too_long(std::string(limits.url_bytes + 1, 'a'), limits)->status == 414);
  CHECK(too_long("GET / HTTP/1.1\r\n" + std::string(limits.head_bytes, 'a'), limits)->status == 431);
}
