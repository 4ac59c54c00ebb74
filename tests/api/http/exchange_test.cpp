#include "api/http/exchange.hpp"

#include "corpora/core/messages.hpp"
#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

TEST_CASE("a caller who holds the content is told so and sent nothing", "[api][http]") {
  const std::string etag = etag_of("content");
  struct Row {
    std::string held;
    int status;
  };
  for (const Row& row : {Row{"", 200}, Row{etag, 304}, Row{"W/" + etag, 304}, Row{"\"x\", " + etag, 304},
                         Row{"*", 304}, Row{"\"x\"", 200}, Row{etag.substr(1), 200}}) {
    CAPTURE(row.held);
    Call call;
    call.if_none_match = row.held;
    Reply reply;
    reply.body = "content";
    reply = with_etag(reply, etag, call);
    CHECK(reply.status == row.status);
    CHECK(reply.body.empty() == (row.status == 304));
  }
}

TEST_CASE("an ETag follows the content alone", "[api][http]") {
  CHECK(etag_of("a") == etag_of("a"));
  CHECK(etag_of("a") != etag_of("b"));
  CHECK(etag_of("").front() == '"');
}

TEST_CASE("an answer past the library is a whole HTTP answer that closes", "[api][http]") {
  const std::string wire = wire_form(problem_reply(kBusy, Msg::Busy));
  CHECK(wire.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  for (const char* part :
       {"Retry-After: 2\r\n", "Connection: close\r\n", "Content-Type: application/problem+json\r\n",
        "X-Content-Type-Options: nosniff\r\n", "\"code\":\"busy\""})
    CHECK_THAT(wire, Mentions(part));
}
