#include "api/http/security.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

TEST_CASE("only addresses of this machine can be listened on", "[api][http]") {
  struct Row {
    const char* text;
    const char* url;
  };
  for (const Row& row : {Row{"127.0.0.1:8080", "http://127.0.0.1:8080/"},
                         Row{"localhost:0", "http://localhost:0/"}, Row{"[::1]:9", "http://[::1]:9/"}}) {
    const auto address = parse_address(row.text);
    REQUIRE(address);
    CHECK(url_of(*address) == row.url);
  }
  for (const char* text :
       {"0.0.0.0:80", "[::]:80", "192.168.1.2:80", "example.com:80", "127.0.0.1.example.com:80"}) {
    CAPTURE(text);
    const auto address = parse_address(text);
    REQUIRE(!address);
    CHECK(address.error().code == ErrorCode::Forbidden);
  }
  for (const char* text : {"", ":80", "127.0.0.1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:65536",
                           "127.0.0.1:-1", "[::1]", "[::1", "::1:80", "localhost:80:80"}) {
    CAPTURE(text);
    const auto address = parse_address(text);
    REQUIRE(!address);
    CHECK(address.error().code == ErrorCode::BadUsage);
  }
}

TEST_CASE("a Host is ours where name and port both are", "[api][http]") {
  for (const char* host : {"127.0.0.1:8080", "localhost:8080", "LocalHost:8080", "[::1]:8080"})
    CHECK(is_own_host(host, 8080));
  for (const char* host :
       {"", "127.0.0.1", "127.0.0.1:8081", "evil.example:8080", "localhost.evil.example:8080",
        "127.0.0.1:8080:8080", "[::1:8080", "127.0.0.1:8080 ", "user@localhost:8080"}) {
    CAPTURE(host);
    CHECK(!is_own_host(host, 8080));
  }
  CHECK(is_own_host("localhost", 80));
}

TEST_CASE("an Origin is ours where scheme, name and port all are", "[api][http]") {
  CHECK(is_own_origin("http://127.0.0.1:8080", 8080));
  for (const char* origin :
       {"", "null", "https://127.0.0.1:8080", "http://127.0.0.1:81", "http://evil.example:8080",
        "http://127.0.0.1:8080.evil.example", "http://127.0.0.1:8080/"}) {
    CAPTURE(origin);
    CHECK(!is_own_origin(origin, 8080));
  }
}
