#include "api/http/url.hpp"

#include "tests/support/catch.hpp"

using namespace leian;
using namespace leian::api;

TEST_CASE("a target is split before anything is decoded", "[api][http]") {
  CHECK(split_target("/v1/search?q=a?b#c").path == "/v1/search");
  CHECK(split_target("/v1/search?q=a?b#c").query == "q=a?b");
  CHECK(split_target("/a%3Fb").path == "/a%3Fb");
  CHECK(split_target("/").query.empty());
}

TEST_CASE("a query's pairs are decoded in order", "[api][http]") {
  const auto parameters = parse_query("q=%E7%89%A9%E4%B8%9A+a%2Bb&filter=x%3D1&&filter=y&empty=");
  REQUIRE(parameters);
  CHECK(*parameters == Parameters{{"q", "物业 a+b"}, {"filter", "x=1"}, {"filter", "y"}, {"empty", ""}});
  CHECK(parse_query("")->empty());
}

TEST_CASE("a plus is a space in queries alone", "[api][http]") {
  CHECK(*decode_component("a+b", "id") == "a+b");
  CHECK(*decode_component("a%2fb", "id") == "a/b");
}

TEST_CASE("broken escapes, broken UTF-8 and NUL are errors that say where", "[api][http]") {
  for (const char* query :
       {"q=%", "q=%4", "q=%zz", "q=%4g", "q=%ff", "q=%E7%89", "q=%00", "q=%ED%A0%80", "q=\xff"}) {
    CAPTURE(query);
    const auto parameters = parse_query(query);
    REQUIRE(!parameters);
    CHECK(parameters.error().code == ErrorCode::BadUsage);
    CHECK_THAT(parameters.error().what.en, Mentions("q"));
  }
}
